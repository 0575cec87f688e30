package io.obs.pipeline;

/**
 * The two times obs needs: a monotonic one for durations, the wall clock for timestamps.
 *
 * <p>Thread-safe. Tests inject their own.
 */
public interface Clock {

    /** A monotonic time in nanoseconds; only differences mean anything. */
    long nanoTime();

    /** The wall clock in nanoseconds since the epoch that belongs to a reading of {@link #nanoTime()}. */
    long epochNanos(long nanoTime);

    /** The system's clock: one {@link System#nanoTime()} a reading; its wall anchor is renewed each second. */
    static Clock system() {
        return SystemClock.INSTANCE;
    }
}
