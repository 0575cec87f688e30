package io.obs.rpc;

import io.obs.config.ProbeSignals;
import io.obs.http.HttpRoute;

/**
 * One method of a service with its meters resolved: what makes a call cost no look-ups.
 *
 * <p>Made by {@link RpcServerHandler#method}; immutable and thread-safe.
 */
public final class RpcMethod {

    private final String name;
    private final boolean streaming;
    private final ProbeSignals leaves;
    private final HttpRoute route;

    RpcMethod(String name, boolean streaming, ProbeSignals leaves, HttpRoute route) {
        this.name = name;
        this.streaming = streaming;
        this.leaves = leaves;
        this.route = route;
    }

    /** {@code package.Service/Method}. */
    public String name() {
        return name;
    }

    /** True where either side may send several messages: such a call is never slow. */
    boolean streaming() {
        return streaming;
    }

    ProbeSignals leaves() {
        return leaves;
    }

    HttpRoute route() {
        return route;
    }
}
