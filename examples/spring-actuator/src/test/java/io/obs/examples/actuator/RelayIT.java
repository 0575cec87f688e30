package io.obs.examples.actuator;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.obs.collector.OtlpReceiver;
import io.obs.collector.ReceivedSpan;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A service with Boot's own metrics and tracing on: each thing is done once, by whom the start line says. */
class RelayIT {

    private static final String KEEP = "--management.observations.enable.http.server.requests=true";

    static OtlpReceiver collector;

    @BeforeAll
    static void start() {
        collector = OtlpReceiver.start();
    }

    @AfterAll
    static void stop() {
        collector.close();
    }

    @Test
    void request_isOneSpanOneLineAndOneSeries() throws Exception {
        try (Service service = new Service(collector)) {
            List<ReceivedSpan> spans = relayed(service);

            assertThat(spans)
                    .extracting(ReceivedSpan::kind, ReceivedSpan::name, ReceivedSpan::parentSpanId)
                    .containsExactlyInAnyOrder(
                            tuple("SERVER", "GET /relayed/{name}", ""),
                            tuple("CLIENT", "GET", span(spans, "GET /relayed/{name}")),
                            tuple("SERVER", "GET /greetings/{name}", span(spans, "GET")));
            await().atMost(ofSeconds(30))
                    .untilAsserted(() -> assertThat(service.accessLines()) // each after its answer, so in any order
                            .containsExactlyInAnyOrder("GET /greetings/{name} 200", "GET /relayed/{name} 200"));

            String scrape = service.get("/actuator/prometheus").body();
            assertThat(scrape)
                    .contains(
                            "http_requests_total{endpoint=\"/relayed/{name}\",method=\"GET\",service=\"relay\",status=\"200\"} 1.0",
                            "http_request_duration_seconds_count{endpoint=\"/relayed/{name}\",service=\"relay\"} 1")
                    .doesNotContain(
                            "http_server_requests", "http_client_requests", "http_request_duration_seconds_max");
            assertThat(families(service.admin("/metrics").body())).isEqualTo(families(scrape));
            assertThat(scrape.lines().filter(line -> line.startsWith("# TYPE jvm_threads_live_threads")))
                    .hasSize(1);
            assertThat(service.admin("/obs").body())
                    .contains(
                            "the OpenTelemetry that the service gave",
                            "the JVM&#39;s meters: Boot binds them",
                            "Boot&#39;s spans of requests and calls: obs makes them",
                            "Boot&#39;s meters of them, but with management.observations.enable.http.server.requests=true");
        }
    }

    @Test
    void metersOfBoots_areKeptForWhoAsks() throws Exception {
        try (Service service = new Service(collector, KEEP)) {
            assertThat(relayed(service))
                    .extracting(ReceivedSpan::kind)
                    .containsExactlyInAnyOrder("SERVER", "CLIENT", "SERVER");

            await().atMost(ofSeconds(30))
                    .untilAsserted(
                            () -> assertThat(service.get("/actuator/prometheus").body())
                                    .contains("http_server_requests_seconds_count", "uri=\"/relayed/{name}\"")
                                    .contains(
                                            "http_requests_total{endpoint=\"/relayed/{name}\",method=\"GET\",service=\"relay\",status=\"200\"} 1.0"));
            assertThat(service.admin("/obs").body()).doesNotContain(KEEP.substring(2));
        }
    }

    @Test
    void switchedOff_bootObservesAsItWouldWithoutObs() throws Exception {
        try (Service service = new Service(collector, "--obs.enabled=false")) {
            var answer = service.get("/greetings/bob");
            assertThat(answer.body()).isEqualTo("Hello, bob");
            assertThat(answer.headers().map()).doesNotContainKeys("X-Trace-ID", "X-Request-ID");

            await().atMost(ofSeconds(30))
                    .untilAsserted(
                            () -> assertThat(service.get("/actuator/prometheus").body())
                                    .contains("http_server_requests_seconds_count", "uri=\"/greetings/{name}\"")
                                    .doesNotContain("http_requests_total", "service_info", "obs_", "log_events"));
            assertThat(service.accessLines()).isEmpty();
        }
    }

    @Test
    void observationOfTheServicesOwn_isASpanWithinObss() throws Exception {
        for (String argument : List.of("--a=b", KEEP)) {
            try (Service service = new Service(collector, argument)) {
                String trace = service.get("/brewed")
                        .headers()
                        .firstValue("X-Trace-ID")
                        .orElseThrow();
                List<ReceivedSpan> spans = exported(trace, 2);

                assertThat(spans)
                        .extracting(ReceivedSpan::name, ReceivedSpan::parentSpanId)
                        .containsExactlyInAnyOrder(
                                tuple("GET /brewed", ""), tuple("brewing", span(spans, "GET /brewed")));
            }
        }
    }

    /** The spans of a request through another service. */
    private static List<ReceivedSpan> relayed(Service service) throws Exception {
        var answer = service.get("/relayed/bob?port=" + service.port());
        assertThat(answer.body()).isEqualTo("Hello, bob");
        return exported(answer.headers().firstValue("X-Trace-ID").orElseThrow(), 3);
    }

    /** Its spans, once the service's SDK has been flushed of all there will be. */
    private static List<ReceivedSpan> exported(String trace, int atLeast) {
        await().atMost(ofSeconds(60)).until(() -> collector.trace(trace).size() >= atLeast);
        return collector.trace(trace);
    }

    private static String span(List<ReceivedSpan> spans, String name) {
        return spans.stream()
                .filter(span -> span.name().equals(name))
                .map(ReceivedSpan::spanId)
                .findFirst()
                .orElseThrow();
    }

    private static List<String> families(String scrape) {
        return scrape.lines()
                .filter(line -> line.startsWith("# TYPE http_") || line.startsWith("# TYPE service_"))
                .sorted()
                .toList();
    }
}
