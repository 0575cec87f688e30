package io.obs.rpc;

import io.obs.Observability;
import io.obs.http.SentRequests;
import io.opentelemetry.context.Context;
import java.util.function.BiConsumer;

/**
 * The life cycle of a call on the client's side: a client span around it, retries included, the context and the request's
 * id in its metadata. The catalogue has no family for clients; calls that matter go through a circuit breaker, which has.
 *
 * <p>Thread-safe; never throws after it was made.
 */
public final class RpcClientHandler {

    private final SentRequests requests;

    private RpcClientHandler(Observability obs) {
        requests = SentRequests.create(obs);
    }

    public static RpcClientHandler create(Observability obs) {
        return new RpcClientHandler(obs);
    }

    /** True once obs is closed: calls then pass as if nobody looked. */
    public boolean isClosed() {
        return requests.pipeline().isClosed();
    }

    /**
     * Starts a call in the current context. A request id that its metadata has already is kept.
     *
     * @param setHeader sets a value of the metadata that will be sent, in place of those of that name
     */
    public RpcClientOperation start(RpcRequest request, BiConsumer<String, String> setHeader) {
        RpcClientOperation operation = requests.pipeline().start(new RpcClientOperation(Context.current(), request));
        requests.leaves(operation.context(), request::header, setHeader);
        return operation;
    }
}
