package io.obs.pipeline;

import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.context.propagation.TextMapSetter;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * W3C trace context: the usual traceparent (version 00, no tracestate beside it) in one object of 32 bytes, where
 * OpenTelemetry's propagator makes four; everything else is left to that one. Immutable and thread-safe.
 *
 * @see <a href="https://www.w3.org/TR/trace-context/#traceparent-header">W3C trace context</a>
 */
public final class LightTraceContext implements TextMapPropagator {

    private final W3CTraceContextPropagator full = W3CTraceContextPropagator.getInstance();

    /** Keeps nothing itself: one serves all. */
    public LightTraceContext() {}

    @Override
    public Collection<String> fields() {
        return full.fields();
    }

    @Override
    public <C> void inject(Context context, @Nullable C carrier, TextMapSetter<C> setter) {
        full.inject(context, carrier, setter);
    }

    @Override
    public <C> Context extract(Context context, @Nullable C carrier, TextMapGetter<C> getter) {
        String parent = getter.get(carrier, "traceparent");
        if (parent == null) {
            return context;
        }
        String state = getter.get(carrier, "tracestate");
        if ((state == null || state.isEmpty()) && RemoteParent.isUsual(parent)) {
            return context.with(new RemoteParent(parent));
        }
        return full.extract(context, carrier, getter);
    }

    @Override
    public String toString() {
        return "LightTraceContext{" + full + '}';
    }
}
