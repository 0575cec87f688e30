package io.obs.pipeline;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import org.jspecify.annotations.Nullable;

/** An unrecorded span below another one: of the same trace, with the same state. */
final class UnrecordedChild extends UnrecordedSpan {

    private final SpanContext trace;
    private final TraceFlags flags;
    private final long spanBits = idBits();
    private @Nullable String spanId;

    UnrecordedChild(SpanContext above, TraceFlags flags) {
        // never the chain of all ancestors, however deep the calls
        this.trace = above instanceof UnrecordedChild child ? child.trace : above;
        this.flags = flags;
    }

    @Override
    public String getTraceId() {
        return trace.getTraceId();
    }

    @Override
    public String getSpanId() {
        String known = spanId;
        if (known == null) {
            known = HEX.toHexDigits(spanBits);
            spanId = known;
        }
        return known;
    }

    @Override
    public TraceFlags getTraceFlags() {
        return flags;
    }

    @Override
    public TraceState getTraceState() {
        return trace.getTraceState();
    }

    @Override
    public boolean isRemote() {
        return false;
    }
}
