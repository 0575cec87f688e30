package io.obs.tracing;

import io.obs.pipeline.Operation;
import io.obs.pipeline.Outcome;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;

/** A piece of work that the service has named itself. */
final class SpanOperation extends Operation {

    private static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");

    private final String name;

    SpanOperation(String name) {
        super(Context.current());
        this.name = name;
    }

    /** @param thrown what the code threw; null where it didn't */
    void end(@Nullable Throwable thrown) {
        finish(thrown == null ? Outcome.SUCCESS : Outcome.failure("exception", thrown));
    }

    @Override
    public String spanName() {
        return name;
    }

    @Override
    public void endAttributes(Span to) {
        Throwable error = outcome().error();
        if (error != null) {
            to.setAttribute(ERROR_TYPE, error.getClass().getName());
        }
    }
}
