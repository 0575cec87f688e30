/**
 * What remote procedure calls promise, written once and inherited by each RPC adapter, run on real servers and clients: an
 * adapter's test implements {@link io.obs.testkit.rpc.RpcServerContract} and {@link io.obs.testkit.rpc.RpcClientContract}.
 */
@NullMarked
package io.obs.testkit.rpc;

import org.jspecify.annotations.NullMarked;
