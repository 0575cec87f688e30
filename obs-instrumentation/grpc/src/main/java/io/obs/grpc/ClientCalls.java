package io.obs.grpc;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.MethodDescriptor;
import io.obs.rpc.RpcClientHandler;

/** Observes each call of a client. */
final class ClientCalls implements ClientInterceptor {

    private final RpcClientHandler rpc;

    ClientCalls(RpcClientHandler rpc) {
        this.rpc = rpc;
    }

    @Override
    public <Q, R> ClientCall<Q, R> interceptCall(MethodDescriptor<Q, R> method, CallOptions options, Channel next) {
        ClientCall<Q, R> call = next.newCall(method, options);
        if (rpc.isClosed() || call instanceof ObservedClientCall) {
            return call;
        }
        String authority = options.getAuthority() != null ? options.getAuthority() : next.authority();
        return new ObservedClientCall<>(rpc, call, method, authority);
    }
}
