package io.obs.tracing;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.data.DelegatingSpanData;
import io.opentelemetry.sdk.trace.data.SpanData;
import org.jspecify.annotations.Nullable;

/**
 * A span that was kept after all. It goes out with the sampled flag, so that no collector behind drops it again; what it
 * had told its callees stays: not sampled.
 */
final class KeptSpan implements ReadableSpan {

    private final ReadableSpan span;
    private final SpanContext context;

    KeptSpan(ReadableSpan span) {
        this.span = span;
        this.context = sampled(span.getSpanContext());
    }

    private static SpanContext sampled(SpanContext context) {
        byte flags = (byte)
                (context.getTraceFlags().asByte() | TraceFlags.getSampled().asByte());
        return SpanContext.create(
                context.getTraceId(), context.getSpanId(), TraceFlags.fromByte(flags), context.getTraceState());
    }

    @Override
    public SpanContext getSpanContext() {
        return context;
    }

    @Override
    public SpanData toSpanData() {
        return new DelegatingSpanData(span.toSpanData()) {
            @Override
            public SpanContext getSpanContext() {
                return context;
            }
        };
    }

    @Override
    public SpanContext getParentSpanContext() {
        return span.getParentSpanContext();
    }

    @Override
    public String getName() {
        return span.getName();
    }

    @Override
    @Deprecated
    public io.opentelemetry.sdk.common.InstrumentationLibraryInfo getInstrumentationLibraryInfo() {
        return span.getInstrumentationLibraryInfo();
    }

    @Override
    public InstrumentationScopeInfo getInstrumentationScopeInfo() {
        return span.getInstrumentationScopeInfo();
    }

    @Override
    public boolean hasEnded() {
        return span.hasEnded();
    }

    @Override
    public long getLatencyNanos() {
        return span.getLatencyNanos();
    }

    @Override
    public SpanKind getKind() {
        return span.getKind();
    }

    @Override
    public <T> @Nullable T getAttribute(AttributeKey<T> key) {
        return span.getAttribute(key);
    }

    @Override
    public Attributes getAttributes() {
        return span.getAttributes();
    }
}
