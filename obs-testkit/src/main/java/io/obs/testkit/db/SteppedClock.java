package io.obs.testkit.db;

import io.obs.pipeline.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that goes on only when it is told to. */
final class SteppedClock implements Clock {

    private final long began = Clock.system().epochNanos(Clock.system().nanoTime());
    private final AtomicLong nanos = new AtomicLong();

    void step(Duration by) {
        nanos.addAndGet(by.toNanos());
    }

    @Override
    public long nanoTime() {
        return nanos.get();
    }

    @Override
    public long epochNanos(long nanoTime) {
        return began + nanoTime;
    }
}
