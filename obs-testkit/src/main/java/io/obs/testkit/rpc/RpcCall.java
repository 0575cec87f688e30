package io.obs.testkit.rpc;

/** One call on the client's side, started. */
public interface RpcCall {

    void send(String message);

    /** Says that no more messages will be sent. */
    void halfClose();

    void cancel();

    /** Waits for the end, 20 seconds at most. */
    RpcAnswer await() throws Exception;
}
