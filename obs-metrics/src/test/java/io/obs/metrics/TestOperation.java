package io.obs.metrics;

import io.obs.pipeline.Operation;
import io.obs.pipeline.Outcome;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;

/** An operation inside a span of known ids, that measures what it is told to. */
final class TestOperation extends Operation {

    static final String TRACE_ID = "4bf92f3577b34da6a3ce929d0e0e4736";
    static final String SPAN_ID = "00f067aa0ba902b7";

    private final @Nullable Runnable measures;

    TestOperation(boolean sampled) {
        this(sampled, null);
    }

    TestOperation(boolean sampled, @Nullable Runnable measures) {
        super(Context.root());
        this.measures = measures;
        TraceFlags flags = sampled ? TraceFlags.getSampled() : TraceFlags.getDefault();
        context(Context.root().with(Span.wrap(SpanContext.create(TRACE_ID, SPAN_ID, flags, TraceState.getDefault()))));
    }

    void end() {
        finish(Outcome.SUCCESS);
    }

    @Override
    public String spanName() {
        return "test";
    }

    @Override
    public void measure() {
        if (measures != null) {
            measures.run();
        }
    }
}
