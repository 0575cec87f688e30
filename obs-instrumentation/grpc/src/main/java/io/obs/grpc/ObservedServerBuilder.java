package io.obs.grpc;

import io.grpc.ForwardingServerBuilder;
import io.grpc.Server;
import io.grpc.ServerBuilder;
import io.grpc.ServerServiceDefinition;

/** Another builder, whose server is observed: outside all other interceptors, its services known before the first call. */
final class ObservedServerBuilder extends ForwardingServerBuilder<ObservedServerBuilder> {

    private final GrpcObservability grpc;
    private final ServerBuilder<?> builder;
    private boolean wired;

    ObservedServerBuilder(GrpcObservability grpc, ServerBuilder<?> builder) {
        this.grpc = grpc;
        this.builder = builder;
    }

    @Override
    protected ServerBuilder<?> delegate() {
        return builder;
    }

    @Override
    public Server build() {
        if (!wired) {
            wired = true;
            builder.intercept(grpc.serverInterceptor()).addStreamTracerFactory(grpc.unmatchedCalls());
        }
        Server server = builder.build();
        for (ServerServiceDefinition service : server.getServices()) {
            grpc.declare(service.getServiceDescriptor());
        }
        return server;
    }
}
