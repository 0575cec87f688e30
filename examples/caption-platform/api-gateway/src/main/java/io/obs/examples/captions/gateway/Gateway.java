package io.obs.examples.captions.gateway;

import io.obs.Observability;
import io.obs.examples.captions.api.Service;
import io.obs.examples.captions.api.Settings;
import io.obs.health.HealthCheck;
import io.obs.tracing.Spans;
import java.io.IOException;
import java.net.URI;
import java.util.List;

/**
 * The gateway: what callers from outside talk to.
 *
 * <p>Its environment: {@code PORT} (8080), {@code JOB_MANAGER_URL} (http://127.0.0.1:8081), and what obs reads.
 */
public final class Gateway {

    private Gateway() {}

    public static void main(String... arguments) {
        Service.main(Gateway::start);
    }

    private static void start(Settings settings) throws IOException {
        int port = settings.port("PORT", 8080);
        URI jobManager = settings.url("JOB_MANAGER_URL", "http://127.0.0.1:8081");
        settings.check();

        Observability obs = Observability.init();
        Spans spans = Spans.of(obs);
        JobManagerClient client = new JobManagerClient(obs, spans, jobManager);
        obs.health().register("job-manager", HealthCheck.Kind.READINESS, new JobManagerHealth(jobManager));
        Service.serve(obs, port, new GatewayApi(spans, client).routes(), List.of());
    }
}
