package io.obs.grpc;

import io.grpc.Metadata;
import io.grpc.ServerStreamTracer;
import io.grpc.Status;
import io.obs.rpc.RpcCode;
import io.obs.rpc.RpcRequest;
import io.obs.rpc.RpcServerHandler;
import org.jspecify.annotations.Nullable;

/** Sees the calls of methods that a server doesn't have: it refuses them before any interceptor. */
final class UnmatchedCalls extends ServerStreamTracer.Factory {

    private static final ServerStreamTracer MATCHED = new ServerStreamTracer() {};

    private final RpcServerHandler rpc;

    UnmatchedCalls(RpcServerHandler rpc) {
        this.rpc = rpc;
    }

    @Override
    public ServerStreamTracer newServerStreamTracer(String method, Metadata headers) {
        return rpc.isClosed() || rpc.knows(method) ? MATCHED : new Tracer(rpc, new UnmatchedRequest(method, headers));
    }

    private record UnmatchedRequest(String method, Metadata headers) implements RpcRequest {

        @Override
        public String system() {
            return GrpcMetadata.SYSTEM;
        }

        @Override
        public @Nullable String header(String name) {
            return GrpcMetadata.get(headers, name);
        }
    }

    /** Of a method that nobody has called yet, or that there is not. */
    private static final class Tracer extends ServerStreamTracer {

        private final RpcServerHandler rpc;
        private final RpcRequest request;
        private volatile boolean matched;

        Tracer(RpcServerHandler rpc, RpcRequest request) {
            this.rpc = rpc;
            this.request = request;
        }

        @Override
        public void serverCallStarted(ServerCallInfo<?, ?> call) {
            matched = true;
        }

        @Override
        public void streamClosed(Status status) {
            if (!matched && status.getCode() == Status.Code.UNIMPLEMENTED) {
                rpc.start(request, null).end(RpcCode.UNIMPLEMENTED);
            }
        }
    }
}
