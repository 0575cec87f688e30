package io.obs.control;

import io.obs.catalog.Catalog;
import io.obs.control.ControlResult.Outcome;
import io.obs.mask.Masker;
import io.obs.pipeline.Clock;
import io.obs.pipeline.Failures;
import io.obs.pipeline.Meters;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/** Tells of each use of a control: one WARN line, and a count. Thread-safe, never throws. */
final class Trail {

    /** The metric's word for a control that there is not. */
    static final String UNKNOWN = "unknown";

    private static final long DENIALS_EVERY_NANOS = TimeUnit.MINUTES.toNanos(1);

    private final Masker masker;
    private final Clock clock;
    private final Failures failures;
    private final AtomicLong denials = new AtomicLong();
    private final AtomicLong nextDenial = new AtomicLong(Long.MIN_VALUE);
    private volatile Meters.Family<Meters.Counter> uses = Meters.noop().counters(Catalog.OBS_CONTROL_ACTIONS);

    Trail(Masker masker, Clock clock, Failures failures) {
        this.masker = masker;
        this.clock = clock;
        this.failures = failures;
    }

    void wired(Meters meters) {
        uses = meters.counters(Catalog.OBS_CONTROL_ACTIONS);
        known(UNKNOWN);
    }

    /** Makes the series of a control. */
    void known(String control) {
        uses.get(control, Outcome.DONE.label());
    }

    private void count(String control, Outcome outcome) {
        uses.get(control, outcome.label()).inc();
    }

    /** @param use null where it was not to be understood */
    void used(String control, @Nullable ControlUse use, String from, Outcome outcome, @Nullable Instant until) {
        count(control, outcome);
        Map<String, String> fields = new LinkedHashMap<>();
        StringBuilder message = new StringBuilder("control: ").append(control);
        fields.put("control", control);
        if (use != null) {
            message.append(' ').append(use.target()).append(' ').append(use.action());
            fields.put("target", use.target());
            fields.put("action", use.action());
        }
        if (until != null) {
            message.append(" until ").append(until);
            fields.put("until", until.toString());
        }
        message.append(": ").append(outcome.label());
        fields.put("outcome", outcome.label());
        if (use != null && use.by() != null) {
            message.append(", by ").append(use.by());
            fields.put("by", use.by());
        }
        message.append(" from ").append(from);
        fields.put("remote", from);
        if (use != null && use.reason() != null) {
            message.append(", because: ").append(use.reason());
            fields.put("reason", use.reason());
        }
        warn(message.toString(), fields);
    }

    void expired(String control, String target, String state) {
        warn(
                "control: " + control + " " + target + " is " + state + " again, its time is over",
                Map.of("control", control, "target", target, "state", state));
    }

    /** Who may not is told of once a minute at most: anybody can try. */
    void denied(String control, String from, String why) {
        count(control, Outcome.DENIED);
        long total = denials.incrementAndGet();
        long now = clock.nanoTime();
        long next = nextDenial.get();
        if ((next == Long.MIN_VALUE || now - next >= 0) && nextDenial.compareAndSet(next, now + DENIALS_EVERY_NANOS)) {
            warn(
                    "control: denied to " + from + ": " + why + " (" + total + " so far)",
                    Map.of("control", control, "outcome", Outcome.DENIED.label(), "remote", from));
        }
    }

    private void warn(String message, Map<String, String> fields) {
        try {
            LoggingEventBuilder line = LoggerFactory.getLogger(Controls.LOGGER).atWarn();
            for (Map.Entry<String, String> field : fields.entrySet()) {
                line = line.addKeyValue(field.getKey(), masker.mask(field.getValue()));
            }
            line.log(masker.mask(message));
        } catch (Throwable e) {
            failures.caught("control", e);
        }
    }
}
