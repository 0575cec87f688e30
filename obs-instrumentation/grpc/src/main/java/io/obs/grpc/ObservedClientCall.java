package io.obs.grpc;

import io.grpc.ClientCall;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.obs.rpc.RpcClientHandler;
import io.obs.rpc.RpcClientOperation;
import io.obs.rpc.RpcRequest;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import org.jspecify.annotations.Nullable;

/** A client's call; observed from its start on. One that never starts leaves nothing. */
final class ObservedClientCall<Q, R> extends SimpleForwardingClientCall<Q, R> {

    private final RpcClientHandler rpc;
    private final MethodDescriptor<Q, R> method;
    private final @Nullable String authority;

    ObservedClientCall(
            RpcClientHandler rpc, ClientCall<Q, R> call, MethodDescriptor<Q, R> method, @Nullable String authority) {
        super(call);
        this.rpc = rpc;
        this.method = method;
        this.authority = authority;
    }

    @Override
    @SuppressWarnings("try") // the scope is only held
    public void start(Listener<R> listener, Metadata headers) {
        Context sender = Context.current();
        RpcClientOperation operation = rpc.start(
                new OutgoingRequest(delegate(), method, headers, authority),
                (name, value) -> GrpcMetadata.set(headers, name, value));
        try (Scope scope = operation.makeCurrent()) {
            super.start(new ObservedClientListener<>(listener, operation, sender), headers);
        } catch (Throwable e) {
            operation.failed(e);
            throw e;
        }
    }

    /** A call that a client sends, as obs sees it. */
    private record OutgoingRequest(
            ClientCall<?, ?> call,
            MethodDescriptor<?, ?> descriptor,
            Metadata headers,
            @Nullable String authority) implements RpcRequest {

        @Override
        public String system() {
            return GrpcMetadata.SYSTEM;
        }

        @Override
        public String method() {
            return descriptor.getFullMethodName();
        }

        @Override
        public @Nullable String header(String name) {
            return GrpcMetadata.get(headers, name);
        }

        @Override
        public @Nullable String host() {
            return Authority.host(authority);
        }

        @Override
        public int port() {
            return Authority.port(authority);
        }

        @Override
        public @Nullable String peerAddress() {
            return PeerAddress.of(call.getAttributes());
        }
    }
}
