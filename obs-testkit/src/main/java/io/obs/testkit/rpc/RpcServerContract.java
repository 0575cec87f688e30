package io.obs.testkit.rpc;

/**
 * What every RPC server adapter promises, run on a real server: an adapter's test implements this and says how to
 * {@linkplain #serve start one}; all tests come with it.
 */
public interface RpcServerContract
        extends RpcServerMetricsContract, RpcServerSpansContract, RpcServerFailuresContract, RpcServerContextContract {}
