package io.obs.testkit.rpc;

import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A client of a server that runs. */
public interface RpcPeer extends AutoCloseable {

    /**
     * Starts a call.
     *
     * @param headers metadata to send, Latin-1
     * @param deadline how long it may take; null for ever
     * @param heard told of what the framework calls back, in its callback: each message, and {@code closed} at the end
     */
    RpcCall start(
            String method,
            RpcKind kind,
            Map<String, String> headers,
            @Nullable Duration deadline,
            Consumer<String> heard);

    /** Makes a unary call and waits for its end. */
    default RpcAnswer call(String method, String message, Map<String, String> headers) throws Exception {
        RpcCall call = start(method, RpcKind.UNARY, headers, null, event -> {});
        call.send(message);
        call.halfClose();
        return call.await();
    }

    /** Makes a unary call and waits for its end. */
    default RpcAnswer call(String method, String message) throws Exception {
        return call(method, message, Map.of());
    }

    @Override
    void close();
}
