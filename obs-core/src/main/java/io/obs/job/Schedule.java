package io.obs.job;

import static java.util.Objects.requireNonNull;

import io.obs.catalog.Catalog;
import io.obs.pipeline.Clock;
import io.obs.pipeline.Meters;
import io.obs.pipeline.Pipeline;
import java.util.function.BooleanSupplier;
import java.util.function.LongUnaryOperator;

/**
 * A job that must run again and again: when it last succeeded, and whether runs are missing. Its two gauges are there
 * from the first scrape on, also when it never runs.
 *
 * <pre>
 * obs_scheduled_job_last_success_age_seconds{job_name="sweep",service="shop"} 37.5
 * obs_scheduled_job_missed_runs{job_name="sweep",service="shop"} 0.0
 * </pre>
 *
 * <p>A run is missed when it has not started a minute after it was due, or when the next one is due where that is sooner.
 * Times are milliseconds since the epoch. Thread-safe. Made by {@link JobHandler#schedule}.
 */
public final class Schedule {

    /** Says that no run is due. */
    public static final long NONE = Long.MAX_VALUE;

    private static final long GRACE_MILLIS = 60_000;
    private static final int MOST = 1_000;

    private final Clock clock;
    private final LongUnaryOperator following;
    private final BooleanSupplier cancelled;
    private volatile Meters.Registration age = () -> {};
    private volatile Meters.Registration missed = () -> {};
    private volatile long lastSuccess;
    private volatile long due = NONE;
    private volatile boolean removed;

    private Schedule(Clock clock, BooleanSupplier cancelled, LongUnaryOperator following) {
        this.clock = clock;
        this.cancelled = cancelled;
        this.following = following;
        lastSuccess = now();
    }

    static Schedule create(Pipeline pipeline, String name, BooleanSupplier cancelled, LongUnaryOperator following) {
        Schedule schedule = new Schedule(
                pipeline.clock(), requireNonNull(cancelled, "cancelled"), requireNonNull(following, "following"));
        Meters meters = pipeline.meters();
        schedule.age = meters.gauge(Catalog.OBS_SCHEDULED_JOB_LAST_SUCCESS_AGE, schedule::ageSeconds, name);
        schedule.missed = meters.gauge(Catalog.OBS_SCHEDULED_JOB_MISSED_RUNS, schedule::missedRuns, name);
        return schedule;
    }

    /** What the clock says. */
    public long now() {
        return clock.epochNanos(clock.nanoTime()) / 1_000_000;
    }

    /** When the next run is due, or {@link #NONE}. */
    public void due(long millis) {
        due = millis;
    }

    /** A run ended well. */
    public void succeeded() {
        lastSuccess = now();
    }

    /** It is no longer scheduled; its gauges go away. */
    public void remove() {
        removed = true;
        age.remove();
        missed.remove();
    }

    private boolean isOver() {
        if (!removed && cancelled.getAsBoolean()) {
            remove();
        }
        return removed;
    }

    private double ageSeconds() {
        return isOver() ? Double.NaN : Math.max(0, now() - lastSuccess) / 1e3;
    }

    private double missedRuns() {
        if (isOver()) {
            return Double.NaN;
        }
        long now = now();
        long at = due;
        int count = 0;
        while (at != NONE && count < MOST) {
            long next = following.applyAsLong(at);
            long grace = next == NONE ? GRACE_MILLIS : Math.min(GRACE_MILLIS, next - at);
            if (at + grace > now) {
                break;
            }
            count++;
            at = next > at ? next : NONE;
        }
        return count;
    }
}
