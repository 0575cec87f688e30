package io.obs.examples.captions.gateway;

import io.grpc.ConnectivityState;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.obs.Observability;
import io.obs.examples.captions.api.Server;
import io.obs.examples.captions.api.Service;
import io.obs.examples.captions.api.Settings;
import io.obs.health.HealthCheck;
import io.obs.health.HealthResult;
import io.obs.tracing.Spans;
import java.net.InetSocketAddress;
import java.util.List;

/**
 * The gateway: what callers from outside talk to.
 *
 * <p>Its environment: {@code CAPTION_HOST} (127.0.0.1), {@code PORT} (8080), {@code JOB_MANAGER} (127.0.0.1:8081), and
 * what obs reads.
 */
public final class Gateway {

    private Gateway() {}

    public static void main(String... arguments) {
        Service.main(Gateway::start);
    }

    private static void start(Settings settings) throws Exception {
        InetSocketAddress address = settings.address(8080);
        String jobManager = settings.text("JOB_MANAGER", "127.0.0.1:8081");
        settings.check();

        Observability obs = Observability.init();
        Spans spans = Spans.of(obs);
        ManagedChannel channel = Grpc.newChannelBuilder(jobManager, InsecureChannelCredentials.create())
                .build();
        JobManagerClient client = new JobManagerClient(obs, spans, channel);
        obs.health().register("job-manager", HealthCheck.Kind.READINESS, () -> look(channel));
        Server server = Server.start(obs, address, new GatewayApi(spans, client).routes());
        AutoCloseable calls = channel::shutdownNow;
        Service.ready(obs, server.url(), List.of(server, calls));
    }

    /** Without the job manager the gateway is DEGRADED: it still tells its callers so. */
    private static HealthResult look(ManagedChannel channel) {
        return channel.getState(true) == ConnectivityState.TRANSIENT_FAILURE
                ? HealthResult.degraded("job-manager can't be reached")
                : HealthResult.healthy();
    }
}
