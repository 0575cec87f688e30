package io.obs.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.obs.collector.ReceivedSpan;
import io.obs.part.agent.AgentJvm;
import io.obs.testkit.LogLine;
import io.obs.testkit.Scrape;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service in a JVM with OpenTelemetry's own Java agent: nothing is there twice. */
class JavaAgentIT {

    @TempDir
    static Path directory;

    private static AgentJvm jvm;

    @BeforeAll
    static void start() throws IOException {
        jvm = AgentJvm.start(directory, AgentService.class, List.of(), Map.of());
    }

    @AfterAll
    static void stop() {
        jvm.close();
    }

    @Test
    void requestAndCall_areOneSpanALineAndACountEach() throws Exception {
        HttpResponse<String> response = AgentJvm.get(jvm.service() + "/orders/42");
        String traceId = response.headers().firstValue("X-Trace-ID").orElseThrow();
        List<ReceivedSpan> spans = jvm.spans(traceId, 3);

        assertThat(spans)
                .extracting(span -> span.kind() + " " + span.name())
                .containsExactlyInAnyOrder("SERVER GET /orders/{id}", "CLIENT GET", "SERVER GET /items/{id}");
        ReceivedSpan order = named(spans, "GET /orders/{id}");
        assertThat(order.attributes()).containsEntry("http.route", "/orders/{id}");
        assertThat(named(spans, "GET").parentSpanId()).isEqualTo(order.spanId());
        assertThat(named(spans, "GET /items/{id}").parentSpanId())
                .isEqualTo(named(spans, "GET").spanId());

        List<LogLine> access = jvm.lines().stream()
                .filter(line -> "obs.access".equals(line.text("logger")) && traceId.equals(line.text("trace_id")))
                .toList();
        assertThat(access).extracting(LogLine::message).containsExactly("GET /items/{id} 200", "GET /orders/{id} 200");
        assertThat(access.get(1).text("span_id")).isEqualTo(order.spanId());
        assertThat(jvm.lines())
                .filteredOn(line -> line.message().equals("an order"))
                .singleElement()
                .satisfies(line -> assertThat(line.text("span_id")).isEqualTo(order.spanId()));
        Scrape scrape = new Scrape(AgentJvm.get(jvm.admin() + "/metrics").body());
        assertThat(scrape.value("http_requests_total", "endpoint", "/orders/{id}", "status", "200"))
                .hasValue(1);
        assertThat(scrape.value("http_requests_total", "endpoint", "/items/{id}", "status", "200"))
                .hasValue(1);
    }

    @Test
    void handlerThatThrows_isOneSpanInError_withTheExceptionOnce() throws Exception {
        try {
            AgentJvm.get(jvm.service() + "/broken/1");
        } catch (IOException closedWithoutAnAnswer) {
            assertThat(closedWithoutAnAnswer).isNotNull();
        }
        LogLine line = jvm.line(one -> one.message().startsWith("GET /broken/{id}"));
        assertThat(line.text("level")).isEqualTo("ERROR");
        assertThat(jvm.spans(line.text("trace_id"), 1)).singleElement().satisfies(span -> {
            assertThat(span.kind()).isEqualTo("SERVER");
            assertThat(span.name()).isEqualTo("GET /broken/{id}");
            assertThat(span.status()).isEqualTo("ERROR");
            assertThat(span.events()).hasSizeLessThanOrEqualTo(1);
        });
    }

    @Test
    void startLine_saysWhoDoesWhat() throws Exception {
        assertThat(jvm.lines())
                .filteredOn(line -> line.message().startsWith("obs started for shop"))
                .singleElement()
                .satisfies(line -> assertThat(line.message())
                        .contains("traces: the GlobalOpenTelemetry that was set before")
                        .contains("because OpenTelemetry's Java agent makes them"));
    }

    private static ReceivedSpan named(List<ReceivedSpan> spans, String name) {
        return spans.stream()
                .filter(span -> span.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
