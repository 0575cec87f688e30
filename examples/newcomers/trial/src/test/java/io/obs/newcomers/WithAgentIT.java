package io.obs.newcomers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.obs.collector.ReceivedSpan;
import io.obs.part.agent.AgentJvm;
import io.obs.testkit.LogLine;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Newcomers' services in JVMs with OpenTelemetry's own Java agent: nothing is there twice. */
class WithAgentIT {

    private static final Map<String, String> AGENT = Map.of(
            "OTEL_SERVICE_NAME", "shop",
            "OTEL_EXPORTER_OTLP_PROTOCOL", "grpc",
            "OTEL_METRICS_EXPORTER", "none",
            "OTEL_LOGS_EXPORTER", "none");

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(names = {"SERVLET_ON_JETTY", "SERVLET_ON_TOMCAT", "JERSEY_ON_TOMCAT", "SPRING_MVC", "SPRING_WEBFLUX"})
    void request_isOneServerSpanALineAndACount(Newcomer newcomer) throws Exception {
        try (Service service =
                Service.start(newcomer, directory, AGENT, List.of("-javaagent:" + AgentJvm.jar(directory)))) {
            HttpResponse<String> created = service.send("POST", "/api/v1/jobs");
            assertThat(created.statusCode()).as(service.log()).isEqualTo(201);
            HttpResponse<String> asked = service.send("GET", "/api/v1/jobs/42");
            List<LogLine> lines = service.accessLines(2);

            isTheOneOf(service, created, lines.get(0), "POST /api/v1/jobs");
            isTheOneOf(service, asked, lines.get(1), newcomer.inItsWords("GET /api/v1/jobs/{id}"));
            assertThat(lines).hasSize(2);
            assertThat(service.scrape().value("http_requests_total", "endpoint", "/api/v1/jobs", "status", "201"))
                    .hasValue(1);
        }
    }

    @Test
    void call_isOneServerSpanALineAndACount() throws Exception {
        try (Service service = Service.start(
                        Newcomer.GRPC, directory, AGENT, List.of("-javaagent:" + AgentJvm.jar(directory)));
                Calls calls = service.calls()) {
            Calls.Answer created = calls.call("shop.Jobs/Create", "");
            assertThat(created.message()).as(service.log()).isEqualTo("job 42");
            String traceId = created.header("x-trace-id");
            LogLine line = service.accessLines(1).get(0);
            await().atMost(Duration.ofSeconds(30)).until(() -> servers(service, traceId), found -> !found.isEmpty());
            // The next call's span comes after all of this one's.
            calls.call("shop.Jobs/Get", "42");
            service.accessLines(2);
            service.spans(2);
            assertThat(servers(service, traceId)).singleElement().satisfies(server -> {
                assertThat(server.name()).isEqualTo("shop.Jobs/Create");
                assertThat(line.text("trace_id")).isEqualTo(traceId);
                assertThat(line.text("span_id")).isEqualTo(server.spanId());
            });
            assertThat(service.scrape().value("http_requests_total", "endpoint", "/shop.Jobs/Create", "status", "200"))
                    .hasValue(1);
        }
    }

    /** The request's one server span: its ids are those of the answer and of the line, and it knows the route. */
    private static void isTheOneOf(Service service, HttpResponse<String> answer, LogLine line, String name) {
        String traceId = answer.headers().firstValue("X-Trace-ID").orElseThrow();
        ReceivedSpan server = await().atMost(Duration.ofSeconds(30))
                .until(() -> servers(service, traceId), found -> !found.isEmpty())
                .get(0);
        assertThat(server.name()).isEqualTo(name);
        assertThat(server.attributes()).containsEntry("http.route", name.substring(name.indexOf(' ') + 1));
        assertThat(line.text("trace_id")).isEqualTo(traceId);
        assertThat(line.text("span_id")).isEqualTo(server.spanId());
        assertThat(line.message()).startsWith(name + " ");
        assertThat(servers(service, traceId))
                .as(service.spans(1).stream().map(ReceivedSpan::name).collect(Collectors.joining(", ")))
                .hasSize(1);
    }

    private static List<ReceivedSpan> servers(Service service, String traceId) {
        return service.spans(1).stream()
                .filter(span -> span.traceId().equals(traceId) && span.kind().equals("SERVER"))
                .toList();
    }
}
