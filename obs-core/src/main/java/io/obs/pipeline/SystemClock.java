package io.obs.pipeline;

import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Reads the wall clock once a second at most, and goes by the monotonic one in between. A step of the wall clock moves
 * later timestamps, never a duration.
 */
final class SystemClock implements Clock {

    static final SystemClock INSTANCE = new SystemClock(System::nanoTime, InstantSource.system());

    private static final long RENEW_NANOS = TimeUnit.SECONDS.toNanos(1);

    private record Anchor(long nanoTime, long epochNanos) {}

    private final LongSupplier monotonic;
    private final InstantSource wall;
    private volatile Anchor anchor;

    SystemClock(LongSupplier monotonic, InstantSource wall) {
        this.monotonic = monotonic;
        this.wall = wall;
        this.anchor = anchor();
    }

    private Anchor anchor() {
        Instant now = wall.instant();
        return new Anchor(monotonic.getAsLong(), TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano());
    }

    @Override
    public long nanoTime() {
        return monotonic.getAsLong();
    }

    @Override
    public long epochNanos(long nanoTime) {
        Anchor current = anchor;
        if (nanoTime - current.nanoTime() > RENEW_NANOS) {
            current = anchor();
            anchor = current;
        }
        return current.epochNanos() + (nanoTime - current.nanoTime());
    }
}
