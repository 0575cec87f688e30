package io.obs.rpc;

import io.obs.http.ServedOperation;
import io.obs.http.ServedRequests;
import io.obs.pipeline.FieldWriter;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;

/** One call on the server's side. Made by {@link RpcServerHandler#start}. */
public final class RpcServerOperation extends ServedOperation {

    private final RpcRequest request;
    private final RpcMethod method;
    private RpcCode code = RpcCode.OK;

    RpcServerOperation(ServedRequests requests, Context arrived, RpcRequest request, RpcMethod method) {
        super(requests, arrived, method.route(), method.leaves());
        this.request = request;
        this.method = method;
    }

    /** Ends the call; the first end counts. */
    public void end(RpcCode sent) {
        end(sent, null);
    }

    /**
     * Ends the call; the first end counts.
     *
     * @param cause why it is a failure of the server's, where the service has said so; of other codes it is not kept
     */
    public void end(RpcCode sent, @Nullable Throwable cause) {
        if (claim(sent.httpStatus())) {
            code = sent;
            close(sent.isServersFailure() ? cause : null);
        }
    }

    @Override
    public String spanName() {
        return RpcSpan.name(method.name(), request.system());
    }

    /** A stream may last for hours. */
    @Override
    public boolean slow() {
        return !method.streaming() && super.slow();
    }

    @Override
    public void startAttributes(SpanBuilder to) {
        RpcSpan.serverStart(to, request, method.name());
    }

    @Override
    public void endAttributes(Span to) {
        RpcSpan.serverEnd(to, code, outcome().error(), spanFailed());
    }

    @Override
    public String lineMessage() {
        return super.lineMessage() + ' ' + code;
    }

    @Override
    public void lineFields(FieldWriter to) {
        super.lineFields(to);
        to.string("rpc_system", request.system());
        to.string("rpc_code", code.name());
    }
}
