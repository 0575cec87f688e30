package io.obs.metrics;

import io.obs.pipeline.Clock;
import io.obs.pipeline.Operation;
import io.opentelemetry.api.trace.SpanContext;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * An observation that can be looked up in the traces.
 *
 * @param value what was observed, in the family's unit
 * @param epochMillis when, for the scrape
 * @param takenNanos when, by the monotonic clock
 */
record TakenExemplar(double value, String traceId, String spanId, long epochMillis, long takenNanos) {

    /** How long one is kept before the next observation of a sampled span takes its place: the hot path stays free. */
    private static final long KEPT_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** A new one (without its value) where the operation's span is sampled and the last one is old enough; else null. */
    static @Nullable TakenExemplar renewing(@Nullable TakenExemplar last, Operation operation, Clock clock) {
        SpanContext span = operation.span().getSpanContext();
        if (!span.isSampled() || !span.isValid()) {
            return null;
        }
        long now = operation.ended() ? operation.endNanos() : clock.nanoTime();
        if (last != null && now - last.takenNanos < KEPT_NANOS) {
            return null;
        }
        long millis = TimeUnit.NANOSECONDS.toMillis(clock.epochNanos(now));
        return new TakenExemplar(0, span.getTraceId(), span.getSpanId(), millis, now);
    }

    TakenExemplar of(double observed) {
        return new TakenExemplar(observed, traceId, spanId, epochMillis, takenNanos);
    }
}
