package io.obs.examples.spring;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.obs.collector.OtlpReceiver;
import io.obs.collector.ReceivedSpan;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user sees of a Boot service whose pom has only the starter more, on the versions that Boot manages. */
class GreetingsIT {

    private static OtlpReceiver collector;
    private static Greeter service;

    @BeforeAll
    static void start(@TempDir Path directory) throws IOException {
        collector = OtlpReceiver.start();
        service = new Greeter(
                directory, Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", collector.grpcEndpoint(), "OBS_HTTP_SLOW", "1h"));
    }

    @AfterAll
    static void stop() throws InterruptedException {
        try {
            service.close();
        } finally {
            collector.close();
        }
    }

    @Test
    void request_isAnsweredCountedLoggedAndTraced() throws Exception {
        HttpResponse<String> answer = service.get("/greetings/ada");

        assertThat(answer.body()).isEqualTo("Hello, ada");
        String trace = answer.headers().firstValue("X-Trace-ID").orElseThrow();
        String request = answer.headers().firstValue("X-Request-ID").orElseThrow();
        assertThat(trace).matches("(?!0{32})[0-9a-f]{32}");

        List<ReceivedSpan> spans =
                await().atMost(ofSeconds(60)).until(() -> collector.trace(trace), found -> !found.isEmpty());
        assertThat(spans).singleElement().satisfies(span -> {
            assertThat(span.service()).isEqualTo("greetings");
            assertThat(span.name()).isEqualTo("GET /greetings/{name}");
            assertThat(span.kind()).isEqualTo("SERVER");
            assertThat(span.attributes())
                    .containsEntry("http.route", "/greetings/{name}")
                    .containsEntry("http.response.status_code", 200L);
        });
        String ids =
                "\"trace_id\":\"" + trace + "\",\"span_id\":\"" + spans.get(0).spanId() + "\",\"request_id\":\""
                        + request + "\",\"endpoint\":\"/greetings/{name}\",\"method\":\"GET\"";
        await().atMost(ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(service.lines().stream().filter(line -> line.contains(trace)))
                                .map(GreetingsIT::constant)
                                .containsExactly(
                                        "{\"level\":\"INFO\",\"service\":\"greetings\",\"logger\":\"io.obs.examples.spring.Greetings\","
                                                + ids + ",\"message\":\"ada wants to be greeted\"}",
                                        "{\"level\":\"INFO\",\"service\":\"greetings\",\"logger\":\"obs.access\"," + ids
                                                + ",\"status\":200,\"duration_ms\":D,\"message\":\"GET /greetings/{name} 200\"}"));
        assertThat(service.admin("/metrics").body().lines().filter(line -> line.startsWith("http_requests")))
                .containsExactly(
                        "http_requests_total{endpoint=\"/greetings/{name}\",method=\"GET\",service=\"greetings\",status=\"200\"} 1.0",
                        "http_requests_total{endpoint=\"/greetings/{name}\",method=\"GET\",service=\"greetings\",status=\"500\"} 0.0",
                        "http_requests_total{endpoint=\"/greetings/{name}\",method=\"GET\",service=\"greetings\",status=\"503\"} 0.0",
                        "http_requests_total{endpoint=\"UNMATCHED\",method=\"GET\",service=\"greetings\",status=\"404\"} 0.0");
        assertThat(service.admin("/metrics", "Accept", "application/openmetrics-text; version=1.0.0")
                        .body())
                .contains("trace_id=\"" + trace + "\"")
                .endsWith("# EOF\n");
    }

    @Test
    void scrape_isNegotiated() throws Exception {
        String protobuf =
                "application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily; encoding=delimited";

        HttpResponse<String> answer = service.admin("/metrics", "Accept", protobuf);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                .startsWith("application/vnd.google.protobuf");
        assertThat(answer.body()).contains("http_request_duration_seconds", "service_info");
    }

    @Test
    void output_isJsonFromTheFirstLineAndSaysWhatIsWired() throws Exception {
        assertThat(service.admin("/health").body()).isEqualToIgnoringNewLines("{\"status\":\"HEALTHY\",\"checks\":{}}");

        assertThat(service.lines())
                .allSatisfy(
                        line -> assertThat(line).startsWith("{\"timestamp\":\"").endsWith("}"))
                .filteredOn(line -> line.contains("obs started"))
                .singleElement()
                .asString()
                .contains("\"message\":\"obs started for greetings (version 0.1.0-SNAPSHOT); traces: otlp/grpc "
                        + collector.grpcEndpoint()
                        + "; logs: stdout (json); metrics: scrape /metrics; admin: http://127.0.0.1:");
    }

    /** The line without what no two requests share. */
    private static String constant(String line) {
        return line.replaceAll("\"timestamp\":\"[-0-9T:.]{23}Z\",", "")
                .replaceAll("\"thread\":\"http-nio-[^\"]*-exec-\\d+\",", "")
                .replaceAll("\"duration_ms\":\\d+(\\.\\d{1,3})?", "\"duration_ms\":D");
    }
}
