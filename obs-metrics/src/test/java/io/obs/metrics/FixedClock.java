package io.obs.metrics;

import io.obs.pipeline.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that goes on only when told. */
final class FixedClock implements Clock {

    private final AtomicLong nanos = new AtomicLong(1_000_000_000L);

    void advance(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Override
    public long nanoTime() {
        return nanos.get();
    }

    @Override
    public long epochNanos(long nanoTime) {
        return 1_700_000_000_005_000_000L + nanoTime;
    }
}
