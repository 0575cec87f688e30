package io.obs.grpc;

import io.grpc.Context;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.obs.rpc.RpcServerHandler;
import io.obs.rpc.RpcServerOperation;
import io.opentelemetry.context.Scope;

/** Starts an operation for each call of a server, and lets the service's callbacks run in its context. */
final class ServerCalls implements ServerInterceptor {

    private final RpcServerHandler rpc;

    ServerCalls(RpcServerHandler rpc) {
        this.rpc = rpc;
    }

    /** True for a method of which either side may send several messages. */
    static boolean isStreaming(MethodDescriptor<?, ?> method) {
        return method.getType() != MethodDescriptor.MethodType.UNARY;
    }

    @Override
    @SuppressWarnings("try") // the scope is only held
    public <Q, R> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
        if (rpc.isClosed() || call instanceof ObservedServerCall) {
            return next.startCall(call, headers);
        }
        MethodDescriptor<Q, R> method = call.getMethodDescriptor();
        RpcServerOperation operation = rpc.start(
                new IncomingRequest(call, headers), rpc.method(method.getFullMethodName(), isStreaming(method)));
        ServerCallEnd end =
                new ServerCallEnd(operation, method, Context.current().getDeadline());
        ServerCall.Listener<Q> listener;
        try (Scope scope = operation.makeCurrent()) {
            listener = next.startCall(new ObservedServerCall<>(call, operation, end), headers);
        } catch (Throwable e) {
            end.refused(e);
            throw e;
        }
        return new ObservedServerListener<>(listener, operation, end);
    }
}
