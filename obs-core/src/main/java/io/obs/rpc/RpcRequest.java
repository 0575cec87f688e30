package io.obs.rpc;

import org.jspecify.annotations.Nullable;

/**
 * A call as obs sees it, whatever the framework: what an adapter translates into.
 *
 * <p>Asked only for what is needed; each method is called at most a few times, so adapters need no caching. Nothing
 * that comes out of it is trusted.
 */
public interface RpcRequest {

    /** The RPC system, as {@code rpc.system.name} has it: {@code grpc}. */
    String system();

    /** The full name of the method: {@code package.Service/Method}, without a slash in front. */
    String method();

    /** The metadata of that name, in any case, or null; several of one name joined by commas. */
    @Nullable
    String header(String name);

    /** The host the call was sent to, without the port; null if not known. */
    default @Nullable String host() {
        return null;
    }

    /** The port the call was sent to; -1 if not known. */
    default int port() {
        return -1;
    }

    /** The other side's address, of a client's call asked for at its end; null if not known. */
    default @Nullable String peerAddress() {
        return null;
    }
}
