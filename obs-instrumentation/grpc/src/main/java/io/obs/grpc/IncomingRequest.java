package io.obs.grpc;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.obs.rpc.RpcRequest;
import org.jspecify.annotations.Nullable;

/** A call that a server got, as obs sees it. */
record IncomingRequest(ServerCall<?, ?> call, Metadata headers) implements RpcRequest {

    @Override
    public String system() {
        return GrpcMetadata.SYSTEM;
    }

    @Override
    public String method() {
        return call.getMethodDescriptor().getFullMethodName();
    }

    @Override
    public @Nullable String header(String name) {
        return GrpcMetadata.get(headers, name);
    }

    @Override
    public @Nullable String host() {
        return Authority.host(call.getAuthority());
    }

    @Override
    public int port() {
        return Authority.port(call.getAuthority());
    }

    @Override
    public @Nullable String peerAddress() {
        return PeerAddress.of(call.getAttributes());
    }
}
