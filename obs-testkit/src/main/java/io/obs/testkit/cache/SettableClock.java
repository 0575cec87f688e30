package io.obs.testkit.cache;

import io.obs.pipeline.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that stands still until it is told to move. */
final class SettableClock implements Clock {

    private static final long EPOCH_NANOS = 1_700_000_000_000_000_000L;

    private final AtomicLong now = new AtomicLong();

    void advance(Duration by) {
        now.addAndGet(by.toNanos());
    }

    @Override
    public long nanoTime() {
        return now.get();
    }

    @Override
    public long epochNanos(long nanoTime) {
        return EPOCH_NANOS + nanoTime;
    }
}
