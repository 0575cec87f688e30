package io.obs.tracing;

import io.obs.context.AdoptedTrace;
import io.obs.mask.Masker;
import io.obs.pipeline.Clock;
import io.obs.pipeline.Event;
import io.obs.pipeline.Failures;
import io.obs.pipeline.LocalIds;
import io.obs.pipeline.Operation;
import io.obs.pipeline.OperationListener;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Gives each operation its span. What is known to be dropped never reaches the SDK: it gets ids that propagate, and
 * nothing else is built.
 */
final class TracingListener implements OperationListener {

    /**
     * The span that this listener has started, and the wall clock at its start.
     *
     * @param epochNanos when it started; 0 where the SDK's own clock tells start and end
     */
    private record Started(Span span, long epochNanos) {}

    private static final byte SAMPLED = TraceFlags.getSampled().asByte();

    private final Tracer tracer;
    private final Clock clock;
    private final Failures failures;
    private final ErrorEvents errors;
    private final @Nullable Sampling sampling;
    private final boolean heard;
    private final @Nullable AdoptingIds ids;
    private final @Nullable Keeping keeping;

    /**
     * @param sampling the sampler where it is one that can be decided here; else the SDK is asked
     * @param heard false where nobody hears of spans: ids and decisions are made for those that are called
     * @param ids null where the SDK is not obs's own: its clock and its ids are its own business then
     * @param keeping what holds unsampled traces back; null where nothing does
     */
    TracingListener(
            Tracer tracer,
            Clock clock,
            Failures failures,
            Masker masker,
            @Nullable Sampling sampling,
            boolean heard,
            @Nullable AdoptingIds ids,
            @Nullable Keeping keeping) {
        this.tracer = tracer;
        this.clock = clock;
        this.failures = failures;
        this.errors = new ErrorEvents(masker);
        this.sampling = sampling;
        this.heard = heard;
        this.ids = ids;
        this.keeping = keeping;
    }

    @Override
    public void onStart(Operation operation) {
        Context parent = operation.context();
        SpanContext above = Span.fromContext(parent).getSpanContext();
        if (!operation.traced() || Untraced.in(parent)) {
            operation.context(Untraced.mark(parent.with(LocalIds.unrecorded(parent, unsampled(above)))));
            return;
        }
        String traceId = above.isValid() ? null : AdoptedTrace.of(parent);
        if (sampling != null) {
            boolean sampled;
            if (sampling.needsTraceId(above)) {
                if (traceId == null && !above.isValid()) {
                    traceId = ids == null ? LocalIds.newTraceId() : ids.generateTraceId();
                }
                sampled = sampling.sampled(traceId != null ? traceId : above.getTraceId());
            } else {
                sampled = sampling.sampled(above);
            }
            if (!sampled || !heard) {
                TraceFlags flags = sampled ? sampled(above) : unsampled(above);
                operation.context(parent.with(
                        traceId == null
                                ? LocalIds.unrecorded(parent, flags)
                                : LocalIds.unrecordedRoot(traceId, flags)));
                return;
            }
        }
        start(operation, parent, above, traceId);
    }

    private static TraceFlags unsampled(SpanContext above) {
        return TraceFlags.fromByte((byte) (above.getTraceFlags().asByte() & ~SAMPLED));
    }

    private static TraceFlags sampled(SpanContext above) {
        return TraceFlags.fromByte((byte) (above.getTraceFlags().asByte() | SAMPLED));
    }

    private void start(Operation operation, Context parent, SpanContext above, @Nullable String traceId) {
        SpanBuilder builder =
                tracer.spanBuilder(operation.spanName()).setParent(parent).setSpanKind(operation.spanKind());
        long epochNanos = 0;
        if (ids != null && (!above.isValid() || above.isRemote())) {
            // A local root. What is below it goes by the clock that the SDK anchors now, so a step of the wall clock
            // can't put a child before its parent.
            epochNanos = clock.epochNanos(operation.startNanos());
            builder.setStartTimestamp(epochNanos, TimeUnit.NANOSECONDS);
        }
        try {
            operation.startAttributes(builder);
        } catch (Throwable e) {
            failures.caught("trace", e);
        }
        Span span = started(builder, traceId);
        operation.context(parent.with(span));
        if (span.isRecording()) {
            operation.traceState(new Started(span, epochNanos));
        }
    }

    private Span started(SpanBuilder builder, @Nullable String traceId) {
        if (ids == null || traceId == null) {
            return builder.startSpan();
        }
        ids.hand(traceId);
        try {
            return builder.startSpan();
        } finally {
            ids.take();
        }
    }

    @Override
    public void onEnd(Operation operation) {
        if (!(operation.traceState() instanceof Started started)) {
            return;
        }
        operation.traceState(null);
        Span span = started.span();
        try {
            describe(operation, span);
        } catch (Throwable e) {
            failures.caught("trace", e);
        }
        if (started.epochNanos() == 0) {
            span.end();
        } else {
            span.end(started.epochNanos() + operation.durationNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private void describe(Operation operation, Span span) {
        if (operation.renamed()) {
            span.updateName(operation.spanName());
        }
        operation.endAttributes(span);
        Throwable error = operation.outcome().error();
        if (operation.spanFailed()) {
            span.setStatus(StatusCode.ERROR);
        }
        if (keeping != null && operation.slow()) {
            keeping.slow(span);
        }
        if (error != null) {
            errors.record(span, error);
        }
    }

    @Override
    public void onEvent(Event event) {
        Span span = Span.fromContext(event.context());
        if (span.isRecording()) {
            span.addEvent(event.eventName(), event.eventAttributes());
        }
    }
}
