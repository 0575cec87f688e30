package io.obs.grpc;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import io.obs.http.HttpServerHandler;
import io.obs.rpc.RpcServerOperation;

/** What a service answers with: gives the ids back, and tells how the call was closed. Used as gRPC's own is. */
final class ObservedServerCall<Q, R> extends SimpleForwardingServerCall<Q, R> {

    private final RpcServerOperation operation;
    private final ServerCallEnd end;
    private boolean headersSent;

    ObservedServerCall(ServerCall<Q, R> call, RpcServerOperation operation, ServerCallEnd end) {
        super(call);
        this.operation = operation;
        this.end = end;
    }

    @Override
    public void sendHeaders(Metadata headers) {
        headersSent = true;
        giveIds(headers);
        super.sendHeaders(headers);
    }

    @Override
    public void sendMessage(R message) {
        end.messageSent();
        super.sendMessage(message);
    }

    @Override
    public void close(Status status, Metadata trailers) {
        end.closed(status);
        if (!headersSent) {
            giveIds(trailers);
        }
        super.close(status, trailers);
    }

    private void giveIds(Metadata to) {
        GrpcMetadata.offer(to, HttpServerHandler.REQUEST_ID, operation.requestId());
        GrpcMetadata.offer(to, HttpServerHandler.TRACE_ID, operation.traceId());
    }
}
