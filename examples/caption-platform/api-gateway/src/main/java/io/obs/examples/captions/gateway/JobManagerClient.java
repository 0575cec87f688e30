package io.obs.examples.captions.gateway;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.obs.Observability;
import io.obs.examples.captions.api.Call;
import io.obs.examples.captions.api.CreateJob;
import io.obs.examples.captions.api.Json;
import io.obs.httpclient.HttpClientObservability;
import io.obs.resilience.ResilienceObservability;
import io.obs.tracing.Spans;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;

/**
 * Talks to the job manager, through a circuit breaker: when half of its last answers failed nobody asks it any more, and
 * after two seconds a few calls try again.
 */
final class JobManagerClient {

    /** What the job manager said: anything but a 5xx. */
    @SuppressWarnings("ArrayRecordComponent") // written once, never compared
    record Answer(int status, byte[] body) {}

    private static final Duration TO_CONNECT = Duration.ofSeconds(1);
    private static final Duration TO_ANSWER = Duration.ofSeconds(12); // it may be asked to wait for 10
    private static final CircuitBreakerConfig BREAKER = CircuitBreakerConfig.custom()
            .slidingWindowSize(10)
            .minimumNumberOfCalls(5)
            .failureRateThreshold(50)
            .waitDurationInOpenState(Duration.ofSeconds(2))
            .permittedNumberOfCallsInHalfOpenState(3)
            .recordExceptions(IOException.class)
            .build();

    private final Spans spans;
    private final HttpClient client;
    private final CircuitBreaker breaker;
    private final URI jobManager;

    JobManagerClient(Observability obs, Spans spans, URI jobManager) {
        this.spans = spans;
        this.jobManager = jobManager;
        client = HttpClientObservability.create(obs)
                .wrap(HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(TO_CONNECT)
                        .build());
        breaker = ResilienceObservability.create(obs).circuitBreaker("job-manager", BREAKER);
    }

    /** Hands over an order; the caller's wish to wait and his name go with it. */
    Answer create(CreateJob order, Call from) throws Exception {
        HttpRequest.Builder request = request("/jobs").POST(HttpRequest.BodyPublishers.ofByteArray(Json.write(order)));
        for (String header : new String[] {"Prefer", "X-User-ID"}) {
            from.header(header).ifPresent(value -> request.setHeader(header, value));
        }
        return send(request.setHeader("Content-Type", "application/json").build());
    }

    Answer get(String path) throws Exception {
        return send(request(path).build());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(jobManager.resolve(path)).timeout(TO_ANSWER);
    }

    private Answer send(HttpRequest request) throws Exception {
        // Named after what it will be: the services speak HTTP until they speak gRPC.
        return breaker.executeCallable(() -> spans.call("grpc_call", () -> exchange(request)));
    }

    private Answer exchange(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<byte[]> response;
        try {
            response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        } catch (HttpTimeoutException e) {
            throw e;
        } catch (IOException e) {
            throw new JobManagerUnavailableException(e);
        }
        if (response.statusCode() >= 500) {
            throw new JobManagerUnavailableException(response.statusCode());
        }
        return new Answer(response.statusCode(), response.body());
    }
}
