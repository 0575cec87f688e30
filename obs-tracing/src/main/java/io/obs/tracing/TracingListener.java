package io.obs.tracing;

import io.obs.context.AdoptedTrace;
import io.obs.mask.Masker;
import io.obs.pipeline.Clock;
import io.obs.pipeline.Event;
import io.obs.pipeline.Failures;
import io.obs.pipeline.LocalIds;
import io.obs.pipeline.Operation;
import io.obs.pipeline.OperationListener;
import io.obs.pipeline.Unheard;
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

    private static final byte SAMPLED = TraceFlags.getSampled().asByte();

    private final Tracer tracer;
    private final Tracer adoptingTracer;
    private final Clock clock;
    private final Failures failures;
    private final ErrorEvents errors;
    private final @Nullable Sampling sampling;
    private final boolean heard;
    private final @Nullable Adopting adopting;
    private final @Nullable Keeping keeping;
    private final Others others;

    /**
     * @param adoptingTracer starts what begins under a trace id of another's; the same one where {@code adopting} is null
     * @param sampling the sampler where it is one that can be decided here; else the SDK is asked
     * @param heard false where nobody hears of spans: ids and decisions are made for those that are called
     * @param adopting null where the SDK is not obs's own: its clock and its ids are its own business then
     * @param keeping what holds unsampled traces back; null where nothing does
     * @param others who else makes spans of what obs observes
     */
    TracingListener(
            Tracer tracer,
            Tracer adoptingTracer,
            Clock clock,
            Failures failures,
            Masker masker,
            @Nullable Sampling sampling,
            boolean heard,
            @Nullable Adopting adopting,
            @Nullable Keeping keeping,
            Others others) {
        this.tracer = tracer;
        this.adoptingTracer = adoptingTracer;
        this.clock = clock;
        this.failures = failures;
        this.errors = new ErrorEvents(masker);
        this.sampling = sampling;
        this.heard = heard;
        this.adopting = adopting;
        this.keeping = keeping;
        this.others = others;
    }

    /** What isn't recorded gets its ids when somebody looks; so does what nobody hears of. */
    @Override
    public Unheard unheard() {
        Sampling known = sampling;
        if (known == null || keeping != null) {
            return Unheard.NONE;
        }
        return heard
                ? (parent, logger) -> Untraced.in(parent)
                        || known.drops(Span.fromContext(parent).getSpanContext())
                : Unheard.ALL;
    }

    @Override
    public void onStart(Operation operation) {
        Context parent = operation.context();
        SpanContext above = Span.fromContext(parent).getSpanContext();
        if (!operation.traced() || Untraced.in(parent)) {
            operation.context(Untraced.mark(parent.with(LocalIds.unrecorded(parent, unsampled(above)))));
            return;
        }
        if (others.make(operation)) {
            return;
        }
        if (above.isValid() && !above.isRemote() && others.haveBegun(operation.spanKind(), parent)) {
            Span begun = Span.fromContext(parent);
            if (begun.isRecording()) {
                operation.traceState(begun, Operation.JOINED);
            }
            return;
        }
        String traceId = above.isValid() ? null : AdoptedTrace.of(parent);
        if (sampling != null) {
            boolean sampled;
            if (sampling.needsTraceId(above)) {
                if (traceId == null && !above.isValid()) {
                    traceId = adopting == null ? LocalIds.newTraceId() : adopting.newTraceId();
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
        SpanBuilder builder = (traceId == null ? tracer : adoptingTracer)
                .spanBuilder(operation.spanName())
                .setParent(parent)
                .setSpanKind(operation.spanKind());
        long epochNanos = 0;
        boolean localRoot = adopting != null && (!above.isValid() || above.isRemote());
        if (localRoot) {
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
        Span span = adopting != null && localRoot
                ? adopting.start(builder, operation.startNanos(), traceId)
                : builder.startSpan();
        operation.context(others.besides(parent, span));
        if (span.isRecording()) {
            operation.traceState(span, epochNanos);
        }
    }

    @Override
    public void onEnd(Operation operation) {
        if (!(operation.traceState() instanceof Span span)) {
            return;
        }
        boolean joined = operation.joined();
        long epochNanos = operation.traceNanos();
        try {
            describe(operation, span);
        } catch (Throwable e) {
            failures.caught("trace", e);
        }
        operation.traceState(null, 0);
        if (joined) {
            return; // whoever began it ends it
        }
        if (epochNanos == 0) { // the SDK's own clock tells start and end
            span.end();
        } else {
            span.end(epochNanos + operation.durationNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private void describe(Operation operation, Span span) {
        if (operation.renamed() || operation.joined()) {
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
        if (error != null && !operation.joined()) { // whoever began it sees the exception pass, and records it
            errors.record(span, error, operation.errorText());
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
