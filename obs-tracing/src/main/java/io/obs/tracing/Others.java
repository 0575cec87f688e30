package io.obs.tracing;

import io.obs.pipeline.Operation;
import io.obs.pipeline.Protocol;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.sdk.trace.ReadableSpan;
import java.util.Set;

/**
 * Who else makes spans of what obs observes: a request has one server span, whoever begins it. With OpenTelemetry's Java
 * agent all calls to the outside are the agent's; obs then tells its server spans their routes and makes the others.
 *
 * <p>Immutable and thread-safe.
 */
final class Others {

    /** Without an agent: whatever else there is, is found by its server spans. */
    static final Others UNKNOWN = new Others(false, Set.of());

    private static final String AGENT = "io.opentelemetry.javaagent.";

    /** The span of ours that a context holds: what an agent hands out doesn't tell kind or origin. */
    private static final ContextKey<Span> OURS = ContextKey.named("obs-own-span");

    private final boolean agent;
    private final Set<Protocol> without;

    private Others(boolean agent, Set<Protocol> without) {
        this.agent = agent;
        this.without = without;
    }

    /**
     * Those behind an OpenTelemetry that was there before obs.
     *
     * @param without what an agent makes no spans of
     */
    static Others of(OpenTelemetry existing, Set<Protocol> without) {
        return existing.getTracer(TracingRoom.SCOPE).getClass().getName().startsWith(AGENT)
                ? new Others(true, without)
                : UNKNOWN;
    }

    boolean areAnAgent() {
        return agent;
    }

    /** True where its span is left to the agent, which instruments clients and brokers of all kinds. */
    boolean make(Operation operation) {
        SpanKind kind = operation.spanKind();
        return agent
                && kind != SpanKind.SERVER
                && kind != SpanKind.INTERNAL
                && (operation.protocol() == null || !without.contains(operation.protocol()));
    }

    /** True where the current span is a request's server span already; asked only where there is a local span. */
    boolean haveBegun(SpanKind kind, Context context) {
        if (kind != SpanKind.SERVER) {
            return false;
        }
        Span current = Span.fromContext(context);
        if (current instanceof ReadableSpan known) {
            return known.getKind() == SpanKind.SERVER
                    && !known.getInstrumentationScopeInfo().getName().equals(TracingRoom.SCOPE);
        }
        return agent && context.get(OURS) != current;
    }

    /** The context of a span of ours. */
    Context besides(Context parent, Span span) {
        Context context = parent.with(span);
        return agent ? context.with(OURS, span) : context;
    }
}
