package io.obs.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.obs.collector.ReceivedSpan;
import io.obs.part.agent.AgentJvm;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service in a JVM with OpenTelemetry's own Java agent, parts of which are switched off: obs makes their spans. */
class AgentWithoutClientsIT {

    @TempDir
    Path directory;

    @Test
    void whatTheAgentLeavesOut_isStillOneSpanEach() throws Exception {
        Map<String, String> settings = Map.of(
                "OTEL_INSTRUMENTATION_JAVA_HTTP_CLIENT_ENABLED", "false",
                "OTEL_INSTRUMENTATION_JAVA_HTTP_SERVER_ENABLED", "false",
                "OBS_TRACING_AGENT_WITHOUT", "http");
        try (AgentJvm jvm = AgentJvm.start(directory, AgentService.class, List.of(), settings)) {
            String traceId = AgentJvm.get(jvm.service() + "/orders/42")
                    .headers()
                    .firstValue("X-Trace-ID")
                    .orElseThrow();
            List<ReceivedSpan> spans = jvm.spans(traceId, 3);

            assertThat(spans)
                    .extracting(span -> span.kind() + " " + span.name())
                    .containsExactlyInAnyOrder("SERVER GET /orders/{id}", "CLIENT GET", "SERVER GET /items/{id}");
            ReceivedSpan call = of(spans, "GET");
            assertThat(call.parentSpanId())
                    .isEqualTo(of(spans, "GET /orders/{id}").spanId());
            assertThat(of(spans, "GET /items/{id}").parentSpanId()).isEqualTo(call.spanId());
            assertThat(jvm.line(line -> line.message().startsWith("obs started for shop"))
                            .message())
                    .contains("obs tells the requests' their routes and makes those of calls by http");
        }
    }

    private static ReceivedSpan of(List<ReceivedSpan> spans, String name) {
        return spans.stream()
                .filter(span -> span.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
