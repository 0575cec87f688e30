package io.obs.dev;

import io.obs.pipeline.Event;
import io.obs.pipeline.Operation;
import io.obs.pipeline.OperationListener;
import io.obs.pipeline.Unheard;
import io.opentelemetry.api.trace.Span;

/**
 * Warns of spans that begin a trace although their kind says that they are part of one: calls to the outside, published
 * messages, spans of the service's own. Requests, deliveries and jobs begin traces by right.
 */
final class LostParents implements OperationListener {

    private final OperationListener tracing;
    private final Warnings warnings;

    LostParents(OperationListener tracing, Warnings warnings) {
        this.tracing = tracing;
        this.warnings = warnings;
    }

    @Override
    public Unheard unheard() {
        return tracing.unheard();
    }

    @Override
    public void onStart(Operation operation) {
        if (operation.traced()
                && !operation.mayBeginTrace()
                && !Span.fromContext(operation.context()).getSpanContext().isValid()) {
            warnings.warn(
                    "span " + operation.spanName() + " has no parent: it began a trace of its own at " + Place.here()
                            + "; where this belongs to a request or a job, its context was not handed on to this thread");
        }
        tracing.onStart(operation);
    }

    @Override
    public void onEnd(Operation operation) {
        tracing.onEnd(operation);
    }

    @Override
    public void onEvent(Event event) {
        tracing.onEvent(event);
    }
}
