package shop;

import io.grpc.Server;
import io.grpc.ServerBuilder;
import io.obs.Observability;
import io.obs.grpc.GrpcObservability;

public final class Main {

    public static void main(String... arguments) throws Exception {
        Observability obs = Observability.init();
        GrpcObservability grpc = GrpcObservability.create(obs);
        Server server = grpc.wrap(
                        ServerBuilder.forPort(Integer.parseInt(arguments[0])).addService(new JobsService()))
                .build()
                .start();
        server.awaitTermination();
    }
}
