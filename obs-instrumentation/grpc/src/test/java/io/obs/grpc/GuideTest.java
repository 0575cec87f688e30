package io.obs.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.BindableService;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerBuilder;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ServerCalls;
import io.obs.Observability;
import io.obs.testkit.GuidePage;
import io.obs.testkit.rpc.RpcKind;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The guide's Java, compiled and run. */
class GuideTest {

    private static final MethodDescriptor<String, String> SAY =
            ContractService.descriptor("guide.Echo/Say", RpcKind.UNARY);

    @Test
    void page_isTrue() throws Exception {
        GuidePage.of(Path.of("../../docs/guide/grpc.md"))
                .isCompiledIn(Path.of("src/test/java/io/obs/grpc/GuideTest.java"));
        BindableService service = () -> ServerServiceDefinition.builder("guide.Echo")
                .addMethod(SAY, ServerCalls.asyncUnaryCall((request, answer) -> {
                    answer.onNext(request);
                    answer.onCompleted();
                }))
                .build();
        int port = freePort();
        String target = "127.0.0.1:" + port;
        try (Observability obs = Observability.builder()
                .withoutDiscovery()
                .set("obs.admin.enabled", "false")
                .build()) {
            GrpcObservability grpc = GrpcObservability.create(obs);
            Server server = grpc.wrap(ServerBuilder.forPort(port).addService(service))
                    .build()
                    .start();
            ManagedChannel channel = ManagedChannelBuilder.forTarget(target)
                    .usePlaintext()
                    .intercept(grpc.clientInterceptor())
                    .build();
            grpc.declare(
                    service.bindService().getServiceDescriptor(), Status.Code.NOT_FOUND, Status.Code.INVALID_ARGUMENT);
            assertThat(ClientCalls.blockingUnaryCall(channel, SAY, CallOptions.DEFAULT, "hello"))
                    .isEqualTo("hello");
            channel.shutdownNow();
            server.shutdownNow();
            ServerBuilder<?> builder = ServerBuilder.forPort(0);
            builder.intercept(grpc.serverInterceptor());
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }
}
