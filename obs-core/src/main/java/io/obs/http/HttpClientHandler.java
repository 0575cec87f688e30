package io.obs.http;

import io.obs.Observability;
import io.obs.context.RequestContext;
import io.obs.pipeline.Pipeline;
import io.opentelemetry.context.Context;
import java.util.function.BiConsumer;

/**
 * The life cycle of an HTTP request on the client's side: a client span around it, the context and the request's id in
 * its headers. The catalogue has no family for clients; calls that matter go through a circuit breaker, which has.
 *
 * <p>Thread-safe; never throws after it was made.
 */
public final class HttpClientHandler {

    private final Pipeline pipeline;

    private HttpClientHandler(Observability obs) {
        pipeline = obs.pipeline();
    }

    public static HttpClientHandler create(Observability obs) {
        return new HttpClientHandler(obs);
    }

    /** True once obs is closed: calls then pass as if nobody looked. */
    public boolean isClosed() {
        return pipeline.isClosed();
    }

    /**
     * Starts a call in the current context. A request id that the request has already is kept.
     *
     * @param setHeader sets a header of the request that will be sent, in place of one of that name
     */
    public HttpClientOperation start(HttpRequest request, BiConsumer<String, String> setHeader) {
        HttpClientOperation operation = pipeline.start(new HttpClientOperation(Context.current(), request));
        try {
            pipeline.propagator().inject(operation.context(), setHeader, (set, key, value) -> {
                if (set != null) {
                    set.accept(key, value);
                }
            });
            String requestId = RequestContext.from(operation.context()).requestId();
            if (requestId != null && request.header(HttpServerHandler.REQUEST_ID) == null) {
                setHeader.accept(HttpServerHandler.REQUEST_ID, requestId);
            }
        } catch (Throwable e) {
            pipeline.failures().caught("http", e);
        }
        return operation;
    }
}
