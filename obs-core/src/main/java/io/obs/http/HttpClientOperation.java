package io.obs.http;

import io.obs.context.RequestContext;
import io.obs.pipeline.Operation;
import io.obs.pipeline.Outcome;
import io.obs.pipeline.Protocol;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** One request on the client's side. Made by {@link HttpClientHandler#start}. */
public final class HttpClientOperation extends Operation {

    private final HttpRequest request;
    private final String method;
    private int status;
    private @Nullable String protocolVersion;

    HttpClientOperation(Context parent, HttpRequest request) {
        super(parent);
        this.request = request;
        this.method = HttpMethods.known(request.method());
    }

    /** Ends with an answer; 4xx and 5xx are errors of the span. */
    public void end(int answered) {
        end(answered, null);
    }

    /** @param version the protocol's version that was spoken: {@code 1.1}, {@code 2}; null if not known */
    public void end(int answered, @Nullable String version) {
        status = answered;
        protocolVersion = version;
        if (answered < 400) {
            finish(Outcome.SUCCESS);
            return;
        }
        if (answered >= 500) {
            hint(answered == 504 ? ErrorType.TIMEOUT : ErrorType.DEPENDENCY);
        }
        finish(Outcome.failure(answered >= 500 ? ErrorType.DEPENDENCY : ErrorType.CLIENT_ERROR, null));
    }

    /**
     * Ends without an answer.
     *
     * @param timeout true where it was the time that ran out
     */
    public void failed(Throwable error, boolean timeout) {
        if (error instanceof CancellationException || error instanceof InterruptedException) {
            finish(Outcome.cancelled(error)); // the caller's own wish, not the other side's failure
            return;
        }
        String type = timeout ? ErrorType.TIMEOUT : ErrorType.DEPENDENCY;
        hint(type);
        finish(Outcome.failure(type, error));
    }

    private void hint(String type) {
        RequestContext.from(context()).failureHint(type);
    }

    @Override
    public String spanName() {
        return method.equals(HttpMethods.OTHER) ? "HTTP" : method;
    }

    @Override
    public Protocol protocol() {
        return Protocol.HTTP;
    }

    @Override
    public SpanKind spanKind() {
        return SpanKind.CLIENT;
    }

    @Override
    public void startAttributes(SpanBuilder to) {
        HttpSpan.clientStart(to, request, method);
    }

    @Override
    public void endAttributes(Span to) {
        HttpSpan.end(to, status, outcome().error(), spanFailed());
        HttpSpan.version(to, protocolVersion);
    }
}
