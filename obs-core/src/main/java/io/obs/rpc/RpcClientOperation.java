package io.obs.rpc;

import io.obs.context.RequestContext;
import io.obs.pipeline.Operation;
import io.obs.pipeline.Outcome;
import io.obs.pipeline.Protocol;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;

/** One call on the client's side. Made by {@link RpcClientHandler#start}; the first end counts. */
public final class RpcClientOperation extends Operation {

    private static final String CLIENT_ERROR = "client_error";
    private static final String TIMEOUT = "timeout";
    private static final String DEPENDENCY = "dependency";

    private final RpcRequest request;
    private @Nullable RpcCode code; // null where the call never came about

    RpcClientOperation(Context parent, RpcRequest request) {
        super(parent);
        this.request = request;
    }

    /**
     * Ends with the code that came back, or that the client's own side made; all but OK are errors of the span.
     *
     * @param cause what the client's side failed with, if anything
     */
    public void end(RpcCode answered, @Nullable Throwable cause) {
        code = answered;
        if (answered == RpcCode.OK) {
            finish(Outcome.SUCCESS);
        } else if (answered == RpcCode.CANCELLED) {
            finish(Outcome.cancelled(cause)); // the caller's own wish, not the other side's failure
        } else if (answered.isServersFailure()) {
            String type = answered == RpcCode.DEADLINE_EXCEEDED ? TIMEOUT : DEPENDENCY;
            RequestContext.from(context()).failureHint(type);
            finish(Outcome.failure(type, cause));
        } else {
            finish(Outcome.failure(CLIENT_ERROR, cause));
        }
    }

    /** Ends a call that the framework refused to start. */
    public void failed(Throwable error) {
        finish(Outcome.failure(CLIENT_ERROR, error));
    }

    @Override
    public String spanName() {
        return request.method();
    }

    @Override
    public Protocol protocol() {
        return Protocol.RPC;
    }

    @Override
    public SpanKind spanKind() {
        return SpanKind.CLIENT;
    }

    @Override
    public boolean spanFailed() {
        return code != RpcCode.OK;
    }

    @Override
    public void startAttributes(SpanBuilder to) {
        RpcSpan.clientStart(to, request);
    }

    @Override
    public void endAttributes(Span to) {
        RpcSpan.clientEnd(to, request, code, outcome().error());
    }
}
