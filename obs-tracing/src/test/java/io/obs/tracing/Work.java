package io.obs.tracing;

import io.obs.Observability;
import io.obs.pipeline.Operation;
import io.obs.pipeline.Outcome;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;

/** An operation for tests, like a server's. */
class Work extends Operation {

    private final String name;
    boolean traced = true;
    boolean slow;
    int startAttributes;

    @Nullable
    String errorText;

    Work(Context parent, String name) {
        super(parent);
        this.name = name;
    }

    static Work start(Observability obs, Context parent, String name) {
        return obs.pipeline().start(new Work(parent, name));
    }

    void succeed() {
        finish(Outcome.SUCCESS);
    }

    void fail(Throwable error) {
        finish(Outcome.failure("exception", error));
    }

    @Override
    public String spanName() {
        return name;
    }

    @Override
    public SpanKind spanKind() {
        return SpanKind.SERVER;
    }

    @Override
    public boolean traced() {
        return traced;
    }

    @Override
    public boolean slow() {
        return slow;
    }

    @Override
    public @Nullable String errorText() {
        return errorText;
    }

    @Override
    public void startAttributes(SpanBuilder to) {
        startAttributes++;
        to.setAttribute("http.request.method", "GET");
    }

    @Override
    public void endAttributes(Span to) {
        to.setAttribute("http.response.status_code", 200);
    }
}
