package io.obs.testkit.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.obs.testkit.LogLine;
import io.obs.testkit.TestTelemetry;
import org.junit.jupiter.api.Test;

/** The access line of an HTTP server. */
public interface HttpServerLinesContract extends HttpServerKit {

    @Test
    default void request_givesOneAccessLineWithAllFields() throws Exception {
        try (ServerSession session = ServerSession.open(this)) {
            session.send("POST", "/api/v1/jobs");
            LogLine line = session.accessLine();
            assertThat(line.fields())
                    .containsEntry("level", "INFO")
                    .containsEntry("service", TestTelemetry.SERVICE)
                    .containsEntry("logger", "obs.access")
                    .containsEntry("endpoint", "/api/v1/jobs")
                    .containsEntry("method", "POST")
                    .containsEntry("status", 202L)
                    .doesNotContainKeys("error", "user_id", "job_id");
            assertThat(line.text("timestamp")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
            assertThat(line.text("trace_id")).matches("[0-9a-f]{32}");
            assertThat(line.text("span_id")).matches("[0-9a-f]{16}");
            assertThat(line.text("request_id")).matches("req-[0-9a-f]{24,}");
            assertThat(line.text("thread")).isNotEmpty();
            assertThat(line.message()).isNotEmpty();
            assertThat(line.number("duration_ms")).isPositive();
            assertThat(line.json()).containsPattern("\"duration_ms\":\\d+(\\.\\d{1,3})?[,}]");
        }
    }

    @Test
    default void line_isOneToOneWithItsSpan() throws Exception {
        try (ServerSession session = ServerSession.open(this)) {
            session.send("GET", "/api/v1/jobs/1");
            assertThat(session.accessLine().text("trace_id"))
                    .isEqualTo(session.serverSpan().traceId());
            assertThat(session.accessLine().text("span_id"))
                    .isEqualTo(session.serverSpan().spanId());
        }
    }

    @Test
    default void unmatchedRequest_hasItsLineToo() throws Exception {
        try (ServerSession session = ServerSession.open(this)) {
            session.send("GET", "/nowhere");
            assertThat(session.accessLine().fields())
                    .containsEntry("endpoint", "UNMATCHED")
                    .containsEntry("status", 404L)
                    .containsEntry("level", "INFO");
        }
    }

    @Test
    default void slowRequest_warns() throws Exception {
        try (ServerSession session = ServerSession.open(this, builder -> builder.set("obs.http.slow", "30ms"))) {
            session.send("GET", "/slow");
            assertThat(session.accessLine().fields())
                    .containsEntry("level", "WARN")
                    .containsEntry("status", 200L);
            assertThat(session.accessLine().number("duration_ms")).isGreaterThanOrEqualTo(ContractApp.SLOW_NANOS / 1e6);
        }
    }

    @Test
    default void serverError_isAnErrorLine() throws Exception {
        try (ServerSession session = ServerSession.open(this)) {
            session.send("GET", "/status/503");
            assertThat(session.accessLine().fields())
                    .containsEntry("level", "ERROR")
                    .containsEntry("status", 503L);
        }
    }
}
