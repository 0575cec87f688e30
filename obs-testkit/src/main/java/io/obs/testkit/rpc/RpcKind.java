package io.obs.testkit.rpc;

/** Which side of a call sends several messages. */
public enum RpcKind {
    UNARY,
    CLIENT_STREAMING,
    SERVER_STREAMING,
    BIDIRECTIONAL
}
