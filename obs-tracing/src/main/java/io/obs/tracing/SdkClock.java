package io.obs.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.sdk.common.Clock;
import org.jspecify.annotations.Nullable;

/**
 * The SDK's clock is obs's own, so that spans made by hand stand where they belong among those of operations. Of a local
 * root the start has been read already: the SDK is told that, where it would read the clock twice more to say the same.
 *
 * <p>Thread-safe. What it keeps for a thread is an array, which holds no class loader of a redeployed service.
 */
final class SdkClock implements Clock {

    private static final int NANO_TIME = 0;
    private static final int TIMES = 1;

    /** A root's anchor: the wall clock and the monotonic one. */
    private static final int OF_AN_ANCHOR = 2;

    private static final ThreadLocal<long @Nullable []> TOLD = new ThreadLocal<>();

    private final io.obs.pipeline.Clock clock;

    SdkClock(io.obs.pipeline.Clock clock) {
        this.clock = clock;
    }

    /** Starts a local root at a moment of the clock's that was read before. */
    Span start(SpanBuilder root, long nanoTime) {
        long[] mine = TOLD.get();
        if (mine == null) {
            mine = new long[2];
            TOLD.set(mine);
        }
        mine[NANO_TIME] = nanoTime;
        mine[TIMES] = OF_AN_ANCHOR;
        try {
            return root.startSpan();
        } finally {
            mine[TIMES] = 0;
        }
    }

    @Override
    public long now() {
        return clock.epochNanos(nanoTime());
    }

    @Override
    public long nanoTime() {
        long[] mine = TOLD.get();
        if (mine != null && mine[TIMES] > 0) {
            mine[TIMES]--;
            return mine[NANO_TIME];
        }
        return clock.nanoTime();
    }
}
