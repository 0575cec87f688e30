package io.obs.testkit.rpc;

import io.obs.rpc.RpcCode;
import org.jspecify.annotations.Nullable;

/** The server's side of one call, whatever the framework. */
public interface RpcReply {

    /** The metadata that came with the call, all values of that name joined by commas; null where there is none. */
    @Nullable
    String header(String name);

    /** Sends one message. */
    void send(String message);

    /**
     * Closes the call.
     *
     * @param cause given to the framework as the reason, for its own side only
     */
    void end(RpcCode code, @Nullable Throwable cause);

    /** Closes the call with OK. */
    default void end() {
        end(RpcCode.OK, null);
    }
}
