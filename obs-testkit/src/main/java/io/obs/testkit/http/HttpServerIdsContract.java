package io.obs.testkit.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.obs.collector.ReceivedSpan;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Ids that come from outside: which are adopted, which are not, and that none goes back unchecked. */
public interface HttpServerIdsContract extends HttpServerKit {

    /** A trace id as the standard's own examples have it. */
    String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    @Test
    default void requestId_isAdoptedWhereItIsValid() throws Exception {
        for (String id : List.of("a", "order-17.B_2", "x".repeat(64))) {
            try (ServerSession session = ServerSession.open(this)) {
                HttpResponse<String> answer = session.send("GET", "/api/v1/jobs/1", "X-Request-ID", id);
                assertThat(ServerSession.header(answer, "X-Request-ID")).isEqualTo(id);
                assertThat(session.accessLine().text("request_id")).isEqualTo(id);
            }
        }
    }

    @Test
    default void requestId_isMadeWhereNoneOrABadOneCame() throws Exception {
        try (ServerSession session = ServerSession.open(this)) {
            List<String> hostile = List.of(
                    "X-Request-ID:",
                    "X-Request-ID: " + "x".repeat(65),
                    "X-Request-ID: two words",
                    "X-Request-ID: <script>alert(1)</script>",
                    "X-Request-ID: \"},{\"level\":\"ERROR",
                    "X-Request-ID: \u00e9\u00ff\u0085",
                    "X-Request-ID: a%0d%0aSet-Cookie:x",
                    "X-Request-ID: one\r\nX-Request-ID: two",
                    "X-Other: no id at all");
            for (String header : hostile) {
                String answer = RawHttp.get(session.uri(), "/api/v1/jobs/1", header);
                assertThat(RawHttp.status(answer)).as(header).isEqualTo(200);
                assertThat(answer.toLowerCase(Locale.ROOT))
                        .as(header)
                        .containsPattern("x-request-id: req-[0-9a-f]{24,}\r\n");
            }
            session.telemetry()
                    .eventually(() -> assertThat(session.accessLines())
                            .hasSize(hostile.size())
                            .allSatisfy(
                                    line -> assertThat(line.text("request_id")).matches("req-[0-9a-f]{24,}")));
            assertThat(session.accessLines())
                    .extracting(line -> line.text("request_id"))
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    default void traceparent_isContinued() throws Exception {
        try (ServerSession session = ServerSession.open(this)) {
            HttpResponse<String> answer = session.send(
                    "GET",
                    "/api/v1/jobs/1",
                    "traceparent",
                    "00-" + TRACE + "-00f067aa0ba902b7-01",
                    "tracestate",
                    "vendor=one",
                    "tracestate",
                    "other=two",
                    "X-Trace-ID",
                    "f".repeat(32));
            ReceivedSpan span = session.serverSpan();
            assertThat(span.traceId()).isEqualTo(TRACE);
            assertThat(span.parentSpanId()).isEqualTo("00f067aa0ba902b7");
            assertThat(span.traceState()).contains("vendor=one").contains("other=two");
            assertThat(ServerSession.header(answer, "X-Trace-ID")).isEqualTo(TRACE);
            assertThat(session.accessLine().text("trace_id")).isEqualTo(TRACE);
        }
    }

    @Test
    default void unsampledTraceparent_keepsItsIdsAndLeavesNoSpan() throws Exception {
        try (ServerSession session = ServerSession.open(this)) {
            session.send("GET", "/api/v1/jobs/1", "traceparent", "00-" + TRACE + "-00f067aa0ba902b7-00");
            session.send("GET", "/api/v1/jobs/2");
            session.telemetry()
                    .eventually(() -> assertThat(session.accessLines()).hasSize(2));
            assertThat(session.accessLines().get(0).text("trace_id")).isEqualTo(TRACE);
            assertThat(session.serverSpan().attributes()).containsEntry("url.path", "/api/v1/jobs/2");
        }
    }

    @Test
    default void malformedTraceparent_isNotContinued() throws Exception {
        List<String> malformed = List.of(
                "00-" + TRACE.toUpperCase(Locale.ROOT) + "-00f067aa0ba902b7-01",
                "00-" + "0".repeat(32) + "-00f067aa0ba902b7-01",
                "00-" + TRACE + "-0000000000000000-01",
                "ff-" + TRACE + "-00f067aa0ba902b7-01",
                "00-" + TRACE + "-00f067aa0ba902b7",
                "00-" + TRACE + "-00f067aa0ba902b7-01-more",
                "00-" + TRACE + "-00f067aa0ba902b7-01,00-" + TRACE + "-00f067aa0ba902b7-01",
                "garbage",
                "00-" + TRACE.substring(1) + "-00f067aa0ba902b7-01");
        try (ServerSession session = ServerSession.open(this)) {
            for (String header : malformed) {
                HttpResponse<String> answer = session.send("GET", "/api/v1/jobs/1", "traceparent", header);
                assertThat(answer.statusCode()).as(header).isEqualTo(200);
                assertThat(ServerSession.header(answer, "X-Trace-ID"))
                        .as(header)
                        .matches("[0-9a-f]{32}")
                        .isNotEqualToIgnoringCase(TRACE);
            }
            session.telemetry()
                    .eventually(() -> assertThat(session.serverSpans())
                            .hasSize(malformed.size())
                            .allMatch(ReceivedSpan::isRoot));
        }
    }

    @Test
    default void traceIdHeader_isAdoptedWhereNoOtherContextCame() throws Exception {
        for (String given : List.of(TRACE, "4bf92f35-77b3-4da6-a3ce-929d0e0e4736")) {
            try (ServerSession session = ServerSession.open(this)) {
                HttpResponse<String> answer = session.send("GET", "/api/v1/jobs/1", "X-Trace-ID", given);
                assertThat(ServerSession.header(answer, "X-Trace-ID")).isEqualTo(TRACE);
                assertThat(session.serverSpan().traceId()).isEqualTo(TRACE);
                assertThat(session.serverSpan().isRoot()).isTrue();
                assertThat(session.accessLine().text("trace_id")).isEqualTo(TRACE);
            }
        }
    }

    @Test
    default void badTraceIdHeader_isIgnored() throws Exception {
        try (ServerSession session = ServerSession.open(this)) {
            for (String bad : List.of("0".repeat(32), TRACE + "0", TRACE.substring(1), "g".repeat(32), "<b>", "")) {
                HttpResponse<String> answer = session.send("GET", "/api/v1/jobs/1", "X-Trace-ID", bad);
                assertThat(answer.statusCode()).as(bad).isEqualTo(200);
                assertThat(ServerSession.header(answer, "X-Trace-ID"))
                        .as(bad)
                        .matches("[0-9a-f]{32}")
                        .isNotEqualTo(bad);
            }
        }
    }

    @Test
    default void b3_isContinuedWhenAskedFor() throws Exception {
        try (ServerSession session = ServerSession.open(this, builder -> builder.set("otel.propagators", "b3"))) {
            session.send("GET", "/api/v1/jobs/1", "b3", TRACE + "-00f067aa0ba902b7-1");
            assertThat(session.serverSpan().traceId()).isEqualTo(TRACE);
            assertThat(session.serverSpan().parentSpanId()).isEqualTo("00f067aa0ba902b7");
        }
        try (ServerSession session = ServerSession.open(this, builder -> builder.set("otel.propagators", "b3multi"))) {
            session.send(
                    "GET",
                    "/api/v1/jobs/1",
                    "X-B3-TraceId",
                    TRACE,
                    "X-B3-SpanId",
                    "00f067aa0ba902b7",
                    "X-B3-Sampled",
                    "1");
            assertThat(session.serverSpan().traceId()).isEqualTo(TRACE);
        }
    }

    @Test
    default void hostileHeaders_giveNo5xxAndAreNotReflected() throws Exception {
        try (ServerSession session = ServerSession.open(this)) {
            String huge = "h0stile".repeat(1_000);
            List<String> hostile = List.of(
                    "traceparent: 00-" + huge,
                    "tracestate: " + huge,
                    "traceparent: 00-" + TRACE + "-00f067aa0ba902b7-01\r\ntracestate: foo@=1,bar=" + huge,
                    "baggage: k=" + huge.repeat(2),
                    "baggage: h0stile=%ZZ;;;===,,,;",
                    "X-Trace-ID: " + huge,
                    "X-Request-ID: " + huge,
                    "traceparent: \u0080\u00ff");
            for (String header : hostile) {
                String answer = RawHttp.get(session.uri(), "/api/v1/jobs/1", header);
                String shown = header.substring(0, Math.min(60, header.length()));
                assertThat(RawHttp.status(answer)).as(shown).isLessThan(500);
                assertThat(answer).as(shown).doesNotContain("h0stile");
            }
            session.telemetry()
                    .eventually(() -> assertThat(session.accessLines())
                            .isNotEmpty()
                            .allSatisfy(line -> assertThat(line.json()).doesNotContain("h0stile")));
        }
    }
}
