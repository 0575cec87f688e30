package io.obs.http;

import io.obs.Observability;
import io.opentelemetry.context.Context;
import java.util.function.BiConsumer;

/**
 * The life cycle of an HTTP request on the client's side: a client span around it, the context and the request's id in
 * its headers. The catalogue has no family for clients; calls that matter go through a circuit breaker, which has.
 *
 * <p>Thread-safe; never throws after it was made.
 */
public final class HttpClientHandler {

    private final SentRequests requests;

    private HttpClientHandler(Observability obs) {
        requests = SentRequests.create(obs);
    }

    public static HttpClientHandler create(Observability obs) {
        return new HttpClientHandler(obs);
    }

    /** True once obs is closed: calls then pass as if nobody looked. */
    public boolean isClosed() {
        return requests.pipeline().isClosed();
    }

    /**
     * Starts a call in the current context. A request id that the request has already is kept.
     *
     * @param setHeader sets a header of the request that will be sent, in place of one of that name
     */
    public HttpClientOperation start(HttpRequest request, BiConsumer<String, String> setHeader) {
        HttpClientOperation operation = requests.pipeline().start(new HttpClientOperation(Context.current(), request));
        requests.leaves(operation.context(), request::header, setHeader);
        return operation;
    }
}
