package io.obs.tracing;

import io.obs.pipeline.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the traces arrive: what the admin page shows, and a line a minute at most while they don't. Thread-safe. */
final class Reach {

    private static final Logger LOG = LoggerFactory.getLogger("obs");
    private static final long LOG_EVERY_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final int MAX_REASON = 200;

    private final String where;
    private final SpanLedger ledger;
    private final Clock clock;

    private @Nullable Boolean reachable;
    private @Nullable Instant since;
    private @Nullable String reason;
    private boolean complained;
    private @Nullable Long complainedAt;

    Reach(String where, SpanLedger ledger, Clock clock) {
        this.where = where;
        this.ledger = ledger;
        this.clock = clock;
    }

    void reached() {
        boolean again;
        synchronized (this) {
            again = complained;
            complained = false;
            note(true, null);
        }
        if (again) {
            LOG.info("obs: traces reach {} again; {} spans were lost so far", where, ledger.lost());
        }
    }

    /**
     * @param answer what the collector said; null if it said nothing
     * @param error what went wrong; null where it did answer
     */
    void failed(@Nullable String answer, @Nullable Throwable error, long spans) {
        String why = answer != null ? answer : error != null ? text(error) : "the exporter failed";
        synchronized (this) {
            note(answer != null, why);
            long now = clock.nanoTime();
            if (complainedAt != null && now - complainedAt < LOG_EVERY_NANOS) {
                return;
            }
            complainedAt = now;
            complained = true;
        }
        LOG.warn("obs: {} spans didn't reach {}: {}; {} were lost so far", spans, where, why, ledger.lost());
    }

    private void note(boolean now, @Nullable String why) {
        reachable = now;
        reason = why;
        since = Instant.ofEpochSecond(0, clock.epochNanos(clock.nanoTime()));
    }

    /** For the admin page. */
    synchronized Map<String, Object> now() {
        Map<String, Object> now = new LinkedHashMap<>();
        now.put("reachable", reachable == null ? "not tried yet" : reachable);
        if (since != null) {
            now.put("last_export", since.toString());
        }
        if (reason != null) {
            now.put("last_error", reason);
        }
        now.put("made", ledger.made());
        now.put("queued", ledger.queued());
        now.put("delivered", ledger.delivered());
        now.put("lost", ledger.lost());
        return now;
    }

    /** The innermost message says most; the collector's own words are cut. */
    private static String text(Throwable error) {
        Throwable cause = error;
        for (int depth = 0; depth < 8 && cause.getCause() != null; depth++) {
            cause = cause.getCause();
        }
        String text = cause.getClass().getSimpleName() + ": " + cause.getMessage();
        return text.length() <= MAX_REASON ? text : text.substring(0, MAX_REASON) + "...";
    }
}
