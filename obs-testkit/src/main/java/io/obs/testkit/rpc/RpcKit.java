package io.obs.testkit.rpc;

import io.obs.Observability;
import org.jspecify.annotations.Nullable;

/** What an adapter's test tells the contract: how to start a real server of its framework, and a client of it. */
public interface RpcKit {

    /** The RPC system, as {@code rpc.system.name} has it. */
    String system();

    /**
     * Starts a server with the application's methods, on a free port of loopback.
     *
     * @param obs the obs that shall observe it; null for the same server without any
     */
    Running serve(RpcContractApp app, @Nullable Observability obs) throws Exception;

    /** A server that was started. */
    interface Running extends AutoCloseable {

        int port();

        /** @param obs the obs that shall observe the client; null for none */
        RpcPeer client(@Nullable Observability obs);

        /** Ends it at once, with all its calls. */
        @Override
        void close();
    }
}
