package io.obs.grpc;

import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.ServerBuilder;
import io.grpc.ServerServiceDefinition;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCalls;
import io.obs.Observability;
import io.obs.testkit.rpc.RpcKind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.function.Consumer;

/** A server of one unary method, {@code test.Echo/Say}, and a client of it, both observed. */
record Pair(Server server, ManagedChannel channel) implements AutoCloseable {

    static Pair netty(Observability obs, ServerCalls.UnaryMethod<String, String> say) throws IOException {
        return netty(obs, Map.of(), say);
    }

    static Pair netty(Observability obs, Map<String, ?> serviceConfig, ServerCalls.UnaryMethod<String, String> say)
            throws IOException {
        return netty(obs, serviceConfig, say, server -> {});
    }

    /** @param more told of the builder after it was wrapped */
    static Pair netty(
            Observability obs,
            Map<String, ?> serviceConfig,
            ServerCalls.UnaryMethod<String, String> say,
            Consumer<ServerBuilder<?>> more)
            throws IOException {
        GrpcObservability grpc = GrpcObservability.create(obs);
        ServerBuilder<?> builder =
                grpc.wrap(NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                        .addService(service(say)));
        more.accept(builder);
        Server server = builder.build().start();
        return new Pair(
                server,
                NettyChannelBuilder.forAddress("127.0.0.1", server.getPort())
                        .usePlaintext()
                        .defaultServiceConfig(serviceConfig)
                        .intercept(grpc.clientInterceptor())
                        .build());
    }

    /** In the process and in the caller's thread. */
    static Pair inProcess(Observability obs, ServerCalls.UnaryMethod<String, String> say) throws IOException {
        GrpcObservability grpc = GrpcObservability.create(obs);
        String name = InProcessServerBuilder.generateName();
        return new Pair(
                grpc.wrap(InProcessServerBuilder.forName(name).directExecutor().addService(service(say)))
                        .build()
                        .start(),
                InProcessChannelBuilder.forName(name)
                        .directExecutor()
                        .intercept(grpc.clientInterceptor())
                        .build());
    }

    private static ServerServiceDefinition service(ServerCalls.UnaryMethod<String, String> say) {
        return ServerServiceDefinition.builder("test.Echo")
                .addMethod(ContractService.descriptor("test.Echo/Say", RpcKind.UNARY), ServerCalls.asyncUnaryCall(say))
                .build();
    }

    @Override
    public void close() {
        channel.shutdownNow();
        server.shutdownNow();
    }
}
