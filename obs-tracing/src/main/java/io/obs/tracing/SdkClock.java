package io.obs.tracing;

import io.opentelemetry.sdk.common.Clock;

/** The SDK's clock is obs's own, so that spans made by hand stand where they belong among those of operations. */
record SdkClock(io.obs.pipeline.Clock clock) implements Clock {

    @Override
    public long now() {
        return clock.epochNanos(clock.nanoTime());
    }

    @Override
    public long nanoTime() {
        return clock.nanoTime();
    }
}
