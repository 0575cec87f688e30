package io.obs.pipeline;

import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** Reads the wall clock once a second at most, and goes by the monotonic one in between. */
final class SystemClock implements Clock {

    static final SystemClock INSTANCE = new SystemClock();

    private static final long RENEW_NANOS = TimeUnit.SECONDS.toNanos(1);

    private record Anchor(long nanoTime, long epochNanos) {
        static Anchor now() {
            Instant now = Instant.now();
            return new Anchor(System.nanoTime(), TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano());
        }
    }

    private volatile Anchor anchor = Anchor.now();

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public long epochNanos(long nanoTime) {
        Anchor current = anchor;
        if (nanoTime - current.nanoTime() > RENEW_NANOS) {
            current = Anchor.now();
            anchor = current;
        }
        return current.epochNanos() + (nanoTime - current.nanoTime());
    }
}
