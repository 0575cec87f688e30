package io.obs.metrics;

import io.obs.metrics.SloHistory.Past;
import io.obs.pipeline.Clock;
import io.obs.pipeline.Failures;
import io.obs.pipeline.Timers;
import io.obs.slo.Slo;
import io.obs.slo.Slos;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is left of the error budgets of this process: for the admin page, from the same series that are scraped.
 *
 * <p>Nothing is done where requests are served: the totals are read twice a minute and whenever the page is shown. Thread-safe.
 */
final class SloBudgets implements AutoCloseable {

    private static final Duration SHORT = Duration.ofMinutes(5);
    private static final Duration LONG = Duration.ofHours(1);

    private record Objective(Slo slo, SloHistory history) {}

    private final List<Objective> objectives;
    private final MeasuredRequests measured;
    private final long[] bounds;
    private final Clock clock;
    private final Timers timers;

    /** @param bounds the bounds of the histogram of durations, in nanoseconds */
    SloBudgets(Slos slos, MeasuredRequests measured, long[] bounds, Clock clock, Failures failures) {
        objectives = slos.all().stream()
                .map(slo -> new Objective(slo, new SloHistory()))
                .toList();
        this.measured = measured;
        this.bounds = bounds.clone();
        this.clock = clock;
        timers = new Timers("slo", clock, failures);
    }

    /** Reads the totals from now on. */
    void start() {
        try {
            objectives.forEach(objective -> read(objective, clock.nanoTime()));
        } finally {
            timers.set(clock.nanoTime() + SloHistory.STEP.toNanos(), timer -> start());
        }
    }

    /** The section {@code objectives} of the page. */
    Map<String, Object> facts() {
        long now = clock.nanoTime();
        List<Map<String, Object>> budgets = new ArrayList<>();
        objectives.forEach(objective -> budgets.add(facts(objective, now)));
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put(
                "scope",
                "this process alone, since it started, at most " + SloHistory.LONGEST.toDays()
                        + " days back; all replicas and longer times are Prometheus' to tell");
        facts.put("budgets", budgets);
        return facts;
    }

    private @Nullable SloReading read(Objective objective, long now) {
        SloReading reading = SloReading.of(objective.slo(), measured, bounds);
        if (reading != null) {
            objective.history().note(now, reading.requests(), reading.bad());
        }
        return reading;
    }

    private Map<String, Object> facts(Objective objective, long now) {
        SloReading reading = read(objective, now);
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("objective", objective.slo().told());
        facts.put("target_percent", objective.slo().percent());
        if (reading == null) {
            facts.put("remark", "not known here: times are kept by the service's own registry");
            return facts;
        }
        Past all = past(objective, SloHistory.LONGEST, now, reading);
        facts.put("covers_seconds", Math.round(all.nanos() / 1e9));
        facts.put("requests", all.requests());
        facts.put("bad", all.bad());
        facts.put("good_percent", percent(1 - share(all)));
        facts.put("budget_left_percent", percent(1 - burnRate(objective, all)));
        facts.put("burn_rate_5m", rounded(burnRate(objective, past(objective, SHORT, now, reading))));
        facts.put("burn_rate_1h", rounded(burnRate(objective, past(objective, LONG, now, reading))));
        facts.put("remark", remark(objective.slo(), reading.measured(), all));
        return facts;
    }

    private static Past past(Objective objective, Duration time, long now, SloReading reading) {
        return objective.history().since(time, now, reading.requests(), reading.bad());
    }

    /** The share of bad ones; NaN where there was none at all. */
    private static double share(Past past) {
        return past.requests() <= 0 ? Double.NaN : (double) past.bad() / past.requests();
    }

    /** 1 uses the budget up in exactly the time that it is meant for. */
    private static double burnRate(Objective objective, Past past) {
        return share(past) / objective.slo().budget().doubleValue();
    }

    private static String remark(Slo slo, boolean measured, Past all) {
        if (!measured) {
            return "no such route is measured";
        }
        if (all.requests() <= 0) {
            return "no requests";
        }
        double allowed = slo.budget().doubleValue() * all.requests();
        return allowed < 1
                ? "few requests: below " + (long) Math.ceil(1 / slo.budget().doubleValue() - 1e-9)
                        + ", a single bad one is more than the whole budget"
                : "";
    }

    private static @Nullable Double percent(double share) {
        return rounded(share * 100);
    }

    /** To four decimals; null for NaN. */
    private static @Nullable Double rounded(double value) {
        return Double.isNaN(value) ? null : Math.round(value * 1e4) / 1e4;
    }

    @Override
    public void close() {
        timers.close();
    }
}
