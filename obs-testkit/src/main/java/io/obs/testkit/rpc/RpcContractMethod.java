package io.obs.testkit.rpc;

import java.util.function.Supplier;

/**
 * One method of {@link RpcContractApp}.
 *
 * @param name {@code package.Service/Method}
 * @param behaviour makes what handles one call
 */
public record RpcContractMethod(String name, RpcKind kind, Supplier<RpcBehaviour> behaviour) {

    /** The part of the name before the slash. */
    public String service() {
        return name.substring(0, name.indexOf('/'));
    }
}
