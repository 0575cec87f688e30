package io.obs.grpc;

import io.grpc.ForwardingServerBuilder;
import io.grpc.Server;
import io.grpc.ServerBuilder;
import io.grpc.ServerInterceptor;
import io.grpc.ServerServiceDefinition;
import java.util.ArrayList;
import java.util.List;

/**
 * Another builder, whose server is observed: outside all other interceptors, its services known before the first call. Only
 * OpenTelemetry's own goes outside of it (the Java agent adds one as {@link #build} begins): obs joins its span.
 */
final class ObservedServerBuilder extends ForwardingServerBuilder<ObservedServerBuilder> {

    private static final String OPENTELEMETRY = "io.opentelemetry.";

    private final GrpcObservability grpc;
    private final ServerBuilder<?> builder;
    private final List<ServerInterceptor> outside = new ArrayList<>();
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
    public ObservedServerBuilder intercept(ServerInterceptor interceptor) {
        if (interceptor.getClass().getName().startsWith(OPENTELEMETRY)) {
            outside.add(interceptor);
            return this;
        }
        return super.intercept(interceptor);
    }

    @Override
    public Server build() {
        if (!wired) {
            wired = true;
            builder.intercept(grpc.serverInterceptor()).addStreamTracerFactory(grpc.unmatchedCalls());
            outside.forEach(builder::intercept);
        }
        Server server = builder.build();
        for (ServerServiceDefinition service : server.getServices()) {
            grpc.declare(service.getServiceDescriptor());
        }
        return server;
    }
}
