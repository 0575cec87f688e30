package io.obs;

import io.obs.pipeline.Clock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Stands still until told. */
public final class ManualClock implements Clock {

    private final AtomicLong now = new AtomicLong();

    public void advance(Duration by) {
        now.addAndGet(by.toNanos());
    }

    @Override
    public long nanoTime() {
        return now.get();
    }

    @Override
    public long epochNanos(long nanoTime) {
        return nanoTime;
    }
}
