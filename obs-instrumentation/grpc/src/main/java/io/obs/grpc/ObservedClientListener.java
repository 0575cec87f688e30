package io.obs.grpc;

import io.grpc.ClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.Status;
import io.obs.rpc.RpcClientOperation;
import io.obs.rpc.RpcCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;

/** What a client hears of its call, each in the context of who started it, on whatever thread. */
@SuppressWarnings("try") // scopes are only held
final class ObservedClientListener<R> extends SimpleForwardingClientCallListener<R> {

    private final RpcClientOperation operation;
    private final Context sender;

    ObservedClientListener(ClientCall.Listener<R> listener, RpcClientOperation operation, Context sender) {
        super(listener);
        this.operation = operation;
        this.sender = sender;
    }

    @Override
    public void onHeaders(Metadata headers) {
        try (Scope scope = sender.makeCurrent()) {
            super.onHeaders(headers);
        }
    }

    @Override
    public void onMessage(R message) {
        try (Scope scope = sender.makeCurrent()) {
            super.onMessage(message);
        }
    }

    @Override
    public void onReady() {
        try (Scope scope = sender.makeCurrent()) {
            super.onReady();
        }
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
        operation.end(RpcCode.of(status.getCode().value()), status.getCause());
        try (Scope scope = sender.makeCurrent()) {
            super.onClose(status, trailers);
        }
    }
}
