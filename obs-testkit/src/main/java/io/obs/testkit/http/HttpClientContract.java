package io.obs.testkit.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.obs.Observability;
import io.obs.collector.ReceivedSpan;
import io.obs.context.RequestContext;
import io.obs.testkit.TestTelemetry;
import io.obs.testkit.net.SilentPort;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What every HTTP client adapter promises, run against a real server. */
@SuppressWarnings("try") // scopes are only held
public interface HttpClientContract extends HttpClientKit {

    Logger LOG = LoggerFactory.getLogger("contract.client");
    Duration PATIENCE = Duration.ofSeconds(20);
    int CROWD = 200;

    /** The one span of kind CLIENT. */
    private static ReceivedSpan span(TestTelemetry telemetry) {
        telemetry.eventually(() -> assertThat(telemetry.spans())
                .filteredOn(span -> span.kind().equals("CLIENT"))
                .hasSize(1));
        return telemetry.spans().stream()
                .filter(span -> span.kind().equals("CLIENT"))
                .findFirst()
                .orElseThrow();
    }

    @SuppressWarnings("MustBeClosedChecker") // the caller closes it
    private static Scope request(String id) {
        return Context.root().with(RequestContext.of(id)).makeCurrent();
    }

    @Test
    default void request_carriesContextAndRequestIdAndKeepsItsOwnHeaders() throws Exception {
        try (TestTelemetry telemetry = TestTelemetry.start();
                EchoServer server = new EchoServer()) {
            try (Scope scope = request("mine")) {
                assertThat(client(telemetry.obs())
                                .send(server.uri("/hello?token=hush"), Map.of("X-Own", "kept"), PATIENCE))
                        .isEqualTo(new Answer(200, "/hello"));
            }
            ReceivedSpan span = span(telemetry);
            assertThat(server.received())
                    .singleElement()
                    .satisfies(headers -> assertThat(headers)
                            .containsEntry("x-own", "kept")
                            .containsEntry("x-request-id", "mine")
                            .hasEntrySatisfying(
                                    "traceparent",
                                    traceparent -> assertThat(traceparent)
                                            .startsWith("00-" + span.traceId() + "-" + span.spanId() + "-0")));
            URI sent = server.uri("/hello");
            assertThat(span.name()).isEqualTo("GET");
            assertThat(span.status()).isEqualTo("UNSET");
            assertThat(span.attributes())
                    .containsEntry("http.request.method", "GET")
                    .containsEntry("http.response.status_code", 200L)
                    .containsEntry("url.full", sent + "?REDACTED")
                    .containsEntry("server.address", "127.0.0.1")
                    .containsEntry("server.port", (long) sent.getPort())
                    .doesNotContainKey("error.type");
            if (tellsProtocolVersion()) {
                assertThat(span.attributes()).containsEntry("network.protocol.version", "1.1");
            }
            assertThat(span.toString()).doesNotContain("hush");
        }
    }

    @Test
    default void requestIdOfTheServicesOwn_isKept() throws Exception {
        try (TestTelemetry telemetry = TestTelemetry.start();
                EchoServer server = new EchoServer();
                Scope scope = request("mine")) {
            client(telemetry.obs()).send(server.uri("/"), Map.of("X-Request-ID", "theirs"), PATIENCE);
            assertThat(server.received().get(0)).containsEntry("x-request-id", "theirs");
        }
    }

    @Test
    default void errorAnswers_areErrorsOfTheSpanOnly() throws Exception {
        for (int status : new int[] {404, 503}) {
            try (TestTelemetry telemetry = TestTelemetry.start();
                    EchoServer server = new EchoServer()) {
                assertThat(client(telemetry.obs())
                                .send(server.uri("/status/" + status), Map.of(), PATIENCE)
                                .status())
                        .isEqualTo(status);
                assertThat(span(telemetry).status()).isEqualTo("ERROR");
                assertThat(span(telemetry).attributes()).containsEntry("error.type", String.valueOf(status));
            }
        }
    }

    @Test
    default void refusedConnection_isAnErrorAndTheExceptionIsTheClientsOwn() throws Exception {
        try (SilentPort silent = new SilentPort();
                TestTelemetry telemetry = TestTelemetry.start()) {
            URI nobody = URI.create("http://127.0.0.1:" + silent.number() + "/");
            Throwable thrown = catchThrowable(() -> client(telemetry.obs()).send(nobody, Map.of(), PATIENCE));
            assertThat(thrown).isInstanceOf(java.net.ConnectException.class);
            ReceivedSpan span = span(telemetry);
            assertThat(span.status()).isEqualTo("ERROR");
            assertThat(span.attributes())
                    .containsEntry("error.type", thrown.getClass().getName())
                    .doesNotContainKey("http.response.status_code");
            assertThat(span.events()).extracting(event -> event.name()).containsExactly("exception");
        }
    }

    @Test
    default void timeout_isAnErrorOfTheSpan() throws Exception {
        try (TestTelemetry telemetry = TestTelemetry.start();
                EchoServer server = new EchoServer()) {
            Client client = client(telemetry.obs());
            assertThat(catchThrowable(() -> client.send(server.uri("/never"), Map.of(), Duration.ofMillis(200))))
                    .isNotNull();
            assertThat(span(telemetry).status()).isEqualTo("ERROR");
            assertThat((String) span(telemetry).attributes().get("error.type")).contains("Timeout");
        }
    }

    @Test
    default void cancelledFuture_cancelsTheExchangeAndIsNoError() throws Exception {
        try (TestTelemetry telemetry = TestTelemetry.start();
                EchoServer server = new EchoServer()) {
            CompletableFuture<Answer> answer =
                    client(telemetry.obs()).sendAsync(server.uri("/never"), Map.of(), PATIENCE);
            telemetry.eventually(() -> assertThat(server.received()).hasSize(1));
            assertThat(answer.cancel(true)).isTrue();
            assertThat(answer).isCancelled();
            assertThat(span(telemetry).status()).isEqualTo("UNSET");
        }
    }

    @Test
    default void followedRedirect_isOneSpan() throws Exception {
        try (TestTelemetry telemetry = TestTelemetry.start();
                EchoServer server = new EchoServer()) {
            assertThat(client(telemetry.obs())
                            .send(server.uri("/moved"), Map.of(), PATIENCE)
                            .status())
                    .isEqualTo(200);
            assertThat(span(telemetry).attributes()).containsEntry("http.response.status_code", 200L);
            assertThat(server.received())
                    .hasSize(2)
                    .allSatisfy(headers -> assertThat(headers).containsKey("traceparent"));
        }
    }

    @Test
    default void stagesOfConcurrentRequests_runInTheContextOfTheirSender() throws Exception {
        try (TestTelemetry telemetry = TestTelemetry.start();
                EchoServer server = new EchoServer()) {
            Client client = client(telemetry.obs());
            List<CompletableFuture<Void>> all = new ArrayList<>();
            for (int i = 0; i < CROWD; i++) {
                String id = "crowd-" + i;
                try (Scope scope = request(id)) {
                    all.add(client.sendAsync(server.uri("/" + id), Map.of(), PATIENCE)
                            .thenApply(answer -> {
                                LOG.info("{} answered", id);
                                return answer;
                            })
                            .thenAcceptAsync(answer -> LOG.info("{} processed", id)));
                }
            }
            for (CompletableFuture<Void> one : all) {
                one.get();
            }
            assertThat(telemetry.lines("contract.client"))
                    .hasSize(2 * CROWD)
                    .allSatisfy(line -> assertThat(line.message()).startsWith(line.text("request_id") + " "));
            assertThat(server.received()).hasSize(CROWD);
            assertThat(server.received())
                    .extracting(headers -> headers.get("x-request-id"))
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    default void client_worksOnOnceObsIsClosed() throws Exception {
        try (TestTelemetry telemetry = TestTelemetry.start();
                EchoServer server = new EchoServer()) {
            Observability obs = telemetry.obs();
            Client client = client(obs);
            obs.close();
            assertThat(client.send(server.uri("/x"), Map.of(), PATIENCE)).isEqualTo(new Answer(200, "/x"));
            assertThat(client.sendAsync(server.uri("/y"), Map.of(), PATIENCE).get())
                    .isEqualTo(new Answer(200, "/y"));
            assertThat(server.received())
                    .allSatisfy(headers -> assertThat(headers).doesNotContainKey("traceparent"));
        }
    }
}
