package io.obs.pipeline;

import io.obs.context.AdoptedTrace;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.context.Context;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Gives each operation proper W3C ids, unsampled and unrecorded: the tracing listener of a service without the tracing
 * room, and the tracing room's own way for what its sampler drops.
 */
public final class LocalIds implements OperationListener {

    /** Keeps nothing itself: one serves all. */
    public LocalIds() {}

    /** Ids that nobody sees need not be made. */
    @Override
    public Unheard unheard() {
        return Unheard.ALL;
    }

    /** Nothing is recorded here, but what others decided travels on. */
    @Override
    public void onStart(Operation operation) {
        Context parent = operation.context();
        TraceFlags flags = Span.fromContext(parent).getSpanContext().getTraceFlags();
        operation.context(parent.with(unrecorded(parent, flags)));
    }

    /** A non-recording child of the context's span, of a new (or adopted) trace where there is none; keeps the state. */
    public static Span unrecorded(Context parent, TraceFlags flags) {
        SpanContext above = Span.fromContext(parent).getSpanContext();
        return above.isValid() ? new UnrecordedChild(above, flags) : new UnrecordedRoot(AdoptedTrace.of(parent), flags);
    }

    /** A non-recording root span of the trace given: 32 lowercase hex digits, not all zeros. */
    public static Span unrecordedRoot(String traceId, TraceFlags flags) {
        return new UnrecordedRoot(traceId, flags);
    }

    /** A random trace id, never all zeros: 32 lowercase hex digits. */
    public static String newTraceId() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        long low;
        do {
            low = random.nextLong();
        } while (low == 0);
        return TraceId.fromLongs(random.nextLong(), low);
    }

    /** A random span id, never all zeros: 16 lowercase hex digits. */
    public static String newSpanId() {
        long id;
        do {
            id = ThreadLocalRandom.current().nextLong();
        } while (id == 0);
        return SpanId.fromLong(id);
    }
}
