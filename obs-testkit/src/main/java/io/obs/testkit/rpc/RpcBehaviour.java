package io.obs.testkit.rpc;

/** What a method of {@link RpcContractApp} does with one call; the framework's test translates its callbacks. */
public interface RpcBehaviour {

    /** The call has come, its first message has not. */
    default void started(RpcReply reply) {}

    /** A message has come. */
    default void message(String message, RpcReply reply) {}

    /** The client will send no more. */
    default void halfClosed(RpcReply reply) {}

    /** The call is over before its end was sent. */
    default void cancelled() {}

    /** The call is over, all has been sent. */
    default void completed() {}
}
