package io.obs.httpclient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.obs.Observability;
import io.obs.testkit.TestTelemetry;
import io.obs.testkit.http.HttpClientContract;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class HttpClientObservabilityIT implements HttpClientContract {

    @Override
    public Client client(Observability obs) {
        HttpClient client = HttpClientObservability.create(obs)
                .wrap(HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NORMAL)
                        .build());
        return new Client() {
            @Override
            public Answer send(URI uri, Map<String, String> headers, Duration timeout) throws Exception {
                return answer(client.send(request(uri, headers, timeout), BodyHandlers.ofString()));
            }

            @Override
            public CompletableFuture<Answer> sendAsync(URI uri, Map<String, String> headers, Duration timeout) {
                return client.sendAsync(request(uri, headers, timeout), BodyHandlers.ofString())
                        .thenApply(HttpClientObservabilityIT::answer);
            }
        };
    }

    private static Answer answer(HttpResponse<String> response) {
        return new Answer(response.statusCode(), response.body());
    }

    private static HttpRequest request(URI uri, Map<String, String> headers, Duration timeout) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri).timeout(timeout);
        headers.forEach(request::header);
        return request.build();
    }

    @Test
    void settings_areThoseOfTheClient() {
        try (TestTelemetry telemetry = TestTelemetry.start()) {
            HttpClient client = HttpClient.newBuilder()
                    .connectTimeout(Duration.ofSeconds(3))
                    .followRedirects(HttpClient.Redirect.ALWAYS)
                    .build();
            HttpClient observed =
                    HttpClientObservability.create(telemetry.obs()).wrap(client);
            assertThat(observed.connectTimeout()).hasValue(Duration.ofSeconds(3));
            assertThat(observed.followRedirects()).isEqualTo(HttpClient.Redirect.ALWAYS);
            assertThat(observed.sslContext()).isSameAs(client.sslContext());
            assertThat(observed.newWebSocketBuilder()).isNotNull();
            assertThat(HttpClientObservability.create(telemetry.obs()).wrap(observed))
                    .isSameAs(observed);
        }
    }

    @Test
    void missingRequest_isTheClientsToRefuse() {
        try (TestTelemetry telemetry = TestTelemetry.start()) {
            HttpClient observed =
                    HttpClientObservability.create(telemetry.obs()).wrap(HttpClient.newHttpClient());
            assertThatThrownBy(() -> observed.send(null, BodyHandlers.discarding()))
                    .isInstanceOf(NullPointerException.class);
        }
    }
}
