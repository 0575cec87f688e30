package io.obs.spring.webflux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.obs.collector.ReceivedSpan;
import io.obs.part.agent.AgentJvm;
import io.obs.testkit.LogLine;
import io.obs.testkit.Scrape;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** WebFlux in a JVM with OpenTelemetry's own Java agent: many requests on few threads, each with a server span of its own. */
class WithAgentIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int EVENT_LOOPS = 2;
    private static final int IN_A_ROW = 20;
    private static final int AT_ONCE = 60;

    @TempDir
    static Path directory;

    private static AgentJvm jvm;

    private final HttpClient client =
            HttpClient.newBuilder().version(Version.HTTP_1_1).build();

    @BeforeAll
    static void start() throws IOException {
        jvm = AgentJvm.start(
                directory,
                ServiceWithAgent.class,
                List.of(
                        "-Dreactor.netty.ioWorkerCount=" + EVENT_LOOPS,
                        "-Dorg.springframework.boot.logging.LoggingSystem=none",
                        "-Dspring.autoconfigure.exclude=" + System.getProperty("spring.autoconfigure.exclude")),
                Map.of());
    }

    @AfterAll
    static void stop() {
        jvm.close();
    }

    private CompletableFuture<HttpResponse<String>> ask(String path) {
        return client.sendAsync(
                HttpRequest.newBuilder(URI.create(jvm.service() + path))
                        .timeout(PATIENCE)
                        .build(),
                BodyHandlers.ofString());
    }

    private static String traceId(HttpResponse<String> answer) {
        return answer.headers().firstValue("X-Trace-ID").orElseThrow();
    }

    @Test
    void requests_haveOneServerSpanEach_withAllThatTheyDoBelowIt() throws Exception {
        List<String> traceIds = new ArrayList<>();
        for (int i = 0; i < IN_A_ROW; i++) { // over one connection, by one thread
            traceIds.add(traceId(ask("/orders/" + i).join()));
        }
        List<CompletableFuture<HttpResponse<String>>> atOnce = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            atOnce.add(ask("/orders/" + i));
        }
        atOnce.forEach(answer -> traceIds.add(traceId(answer.join())));

        assertThat(traceIds).doesNotHaveDuplicates().hasSize(IN_A_ROW + AT_ONCE);
        for (String traceId : traceIds) {
            List<ReceivedSpan> spans = jvm.spans(traceId, 4);
            assertThat(spans)
                    .extracting(span -> span.kind() + " " + span.name())
                    .containsExactlyInAnyOrder(
                            "SERVER GET /orders/{id}", "CLIENT GET", "SERVER GET /items/{id}", "INTERNAL pack");
            ReceivedSpan order = named(spans, "GET /orders/{id}");
            assertThat(order.parentSpanId()).isEmpty();
            assertThat(named(spans, "GET").parentSpanId()).isEqualTo(order.spanId());
            assertThat(named(spans, "GET /items/{id}").parentSpanId())
                    .isEqualTo(named(spans, "GET").spanId());
            assertThat(named(spans, "pack").parentSpanId()).isEqualTo(order.spanId());

            assertThat(lines("obs.access", traceId))
                    .extracting(LogLine::message)
                    .containsExactly("GET /items/{id} 200", "GET /orders/{id} 200");
            assertThat(lines("obs.access", traceId).get(1).text("span_id")).isEqualTo(order.spanId());
            assertThat(lines("shop", traceId))
                    .singleElement()
                    .satisfies(line -> assertThat(line.text("span_id"))
                            .isEqualTo(named(spans, "pack").spanId()));
        }
        assertThat(jvm.spans())
                .filteredOn(span -> span.name().endsWith(" /orders/{id}"))
                .hasSameSizeAs(traceIds);
        Scrape scrape = new Scrape(AgentJvm.get(jvm.admin() + "/metrics").body());
        assertThat(scrape.series())
                .filteredOn(one -> one.name().equals("http_requests_total")
                        && "/orders/{id}".equals(one.labels().get("endpoint")))
                .filteredOn(one -> one.value() > 0)
                .singleElement()
                .satisfies(one -> assertThat(one.value()).isEqualTo(traceIds.size()));
        nothingIsLeftBehind();
    }

    @Test
    void handlerThatFails_isOneSpanInError() {
        for (int i = 0; i < 2 * EVENT_LOOPS; i++) {
            HttpResponse<String> answer = ask("/broken/" + i).join();
            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(jvm.spans(traceId(answer), 1)).singleElement().satisfies(span -> {
                assertThat(span.kind()).isEqualTo("SERVER");
                assertThat(span.name()).isEqualTo("GET /broken/{id}");
                assertThat(span.status()).isEqualTo("ERROR");
                assertThat(span.parentSpanId()).isEmpty();
            });
        }
    }

    private static void nothingIsLeftBehind() throws IOException {
        jvm.tell("");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(jvm.lines())
                        .filteredOn(line -> line.message().startsWith("between requests: "))
                        .hasSizeGreaterThanOrEqualTo(EVENT_LOOPS)
                        .allSatisfy(line -> assertThat(line.message()).isEqualTo("between requests: nothing")));
    }

    private static List<LogLine> lines(String logger, String traceId) {
        return jvm.lines().stream()
                .filter(line -> logger.equals(line.text("logger")) && traceId.equals(line.text("trace_id")))
                .toList();
    }

    private static ReceivedSpan named(List<ReceivedSpan> spans, String name) {
        return spans.stream()
                .filter(span -> span.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
