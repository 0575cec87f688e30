package io.obs.examples.captions.gateway;

import io.obs.health.HealthCheck;
import io.obs.health.HealthResult;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Looks whether the job manager answers. Without it the gateway is DEGRADED: it still tells its callers so. */
final class JobManagerHealth implements HealthCheck {

    private final HttpClient client = HttpClient.newHttpClient(); // not observed: a probe needs no trace
    private final HttpRequest request;

    JobManagerHealth(URI jobManager) {
        request = HttpRequest.newBuilder(jobManager.resolve("/health"))
                .timeout(Duration.ofMillis(500))
                .build();
    }

    @Override
    public HealthResult check() throws InterruptedException {
        try {
            int status =
                    client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            return status == 200 ? HealthResult.healthy() : HealthResult.degraded("job-manager answers " + status);
        } catch (IOException e) {
            return HealthResult.degraded("job-manager can't be reached");
        }
    }
}
