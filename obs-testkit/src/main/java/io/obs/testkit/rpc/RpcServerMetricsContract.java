package io.obs.testkit.rpc;

import static io.obs.testkit.rpc.RpcContractApp.JOBS;
import static org.assertj.core.api.Assertions.assertThat;

import io.obs.rpc.RpcCode;
import io.obs.testkit.LogLine;
import io.obs.testkit.Scrape;
import io.obs.testkit.TestTelemetry;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a scrape and the access lines show of an RPC server. */
public interface RpcServerMetricsContract extends RpcKit {

    @Test
    default void series_existAtZeroFromTheFirstScrape() throws Exception {
        try (RpcSession session = RpcSession.ofServer(this)) {
            Scrape scrape = session.telemetry().scrape();
            for (String status : new String[] {"200", "500", "503"}) {
                assertThat(scrape.value(
                                "http_requests_total",
                                "service",
                                TestTelemetry.SERVICE,
                                "endpoint",
                                "/contract.Jobs/Create",
                                "method",
                                "POST",
                                "status",
                                status))
                        .as(status)
                        .hasValue(0);
            }
            assertThat(scrape.value("http_request_duration_seconds_count", "endpoint", "/contract.Jobs/Chat"))
                    .hasValue(0);
            assertThat(scrape.value("http_requests_total", "endpoint", "UNMATCHED", "method", "POST", "status", "501"))
                    .hasValue(0);
            assertThat(scrape.value("http_errors_total", "status", "499", "error_type", "aborted"))
                    .hasValue(0);
        }
    }

    @Test
    default void call_isCountedAndTimedUnderItsMethod() throws Exception {
        try (RpcSession session = RpcSession.ofServer(this)) {
            assertThat(session.client().call(JOBS + "Create", "a").messages()).containsExactly("created a");
            assertThat(session.client().call(JOBS + "Create", "b").code()).isEqualTo(RpcCode.OK);
            session.counted(2, "Create", 200);
            Scrape scrape = session.telemetry().scrape();
            assertThat(scrape.value("http_request_duration_seconds_count", "endpoint", "/contract.Jobs/Create"))
                    .hasValue(2);
            Map<String, String[]> labels = Map.of(
                    "http_requests_total", new String[] {"service", "endpoint", "method", "status"},
                    "http_request_duration_seconds_sum", new String[] {"service", "endpoint"},
                    "http_errors_total", new String[] {"service", "status", "error_type"});
            labels.forEach((name, keys) -> assertThat(scrape.series(name))
                    .isNotEmpty()
                    .allSatisfy(series -> assertThat(series.labels()).containsOnlyKeys(keys)));
        }
    }

    @Test
    default void code_countsAsItsHttpStatus() throws Exception {
        Map<String, Integer> statuses = Map.ofEntries(
                Map.entry("CANCELLED", 499),
                Map.entry("UNKNOWN", 500),
                Map.entry("INVALID_ARGUMENT", 400),
                Map.entry("DEADLINE_EXCEEDED", 504),
                Map.entry("NOT_FOUND", 404),
                Map.entry("ALREADY_EXISTS", 409),
                Map.entry("PERMISSION_DENIED", 403),
                Map.entry("RESOURCE_EXHAUSTED", 429),
                Map.entry("FAILED_PRECONDITION", 400),
                Map.entry("ABORTED", 409),
                Map.entry("OUT_OF_RANGE", 400),
                Map.entry("UNIMPLEMENTED", 501),
                Map.entry("INTERNAL", 500),
                Map.entry("UNAVAILABLE", 503),
                Map.entry("DATA_LOSS", 500),
                Map.entry("UNAUTHENTICATED", 401));
        try (RpcSession session = RpcSession.ofServer(this)) {
            for (String code : statuses.keySet()) {
                assertThat(session.client().call(JOBS + "End", code).code()).isEqualTo(RpcCode.valueOf(code));
            }
            session.telemetry()
                    .eventually(() -> assertThat(session.accessLines())
                            .hasSize(statuses.size())
                            .allSatisfy(line -> {
                                int status = (int) line.number("status");
                                assertThat(status).as(line.json()).isEqualTo(statuses.get(line.text("rpc_code")));
                                assertThat(line.text("level")).isEqualTo(status >= 500 ? "ERROR" : "INFO");
                            }));
            session.counted(3, "End", 400);
            session.counted(3, "End", 500);
            session.counted(1, "End", 503);
            session.errors(1, 504, "timeout");
            session.errors(1, 503, "server_error");
            session.errors(2, 409, "client_error");
            session.errors(1, 499, "aborted");
        }
    }

    @Test
    default void unknownMethods_areUnmatchedAll() throws Exception {
        try (RpcSession session = RpcSession.ofServer(this)) {
            for (String method : new String[] {JOBS + "Nowhere", "nowhere.At/All"}) {
                RpcAnswer answer = session.client().call(method, "x");
                assertThat(answer.code()).isEqualTo(RpcCode.UNIMPLEMENTED);
            }
            session.counted(2, "endpoint", "UNMATCHED", "method", "POST", "status", "501");
            assertThat(session.telemetry().scrape().text())
                    .doesNotContain("Nowhere")
                    .doesNotContain("nowhere");
            session.telemetry()
                    .eventually(() -> assertThat(session.spans("SERVER"))
                            .hasSize(2)
                            .allSatisfy(span -> {
                                assertThat(span.name()).isEqualTo(system());
                                assertThat(span.attributes()).containsEntry("rpc.method", "_OTHER");
                                assertThat((String) span.attributes().get("rpc.method_original"))
                                        .containsIgnoringCase("nowhere");
                            }));
        }
    }

    @Test
    default void probe_leavesNoSeriesNoLineAndNoSpan_butHasItsIds() throws Exception {
        try (RpcSession session = RpcSession.ofServer(this)) {
            RpcAnswer probe = session.client().call(RpcContractApp.PROBE, "?");
            assertThat(probe.messages()).containsExactly("up");
            assertThat(probe.metadata().get("x-trace-id")).matches("[0-9a-f]{32}");
            session.client().call(JOBS + "Create", "a");
            session.counted(1, "Create", 200);
            assertThat(session.span("SERVER").name()).isEqualTo("contract.Jobs/Create");
            assertThat(session.accessLine().text("endpoint")).isEqualTo("/contract.Jobs/Create");
            assertThat(session.telemetry().scrape().text()).doesNotContain("contract.Probe");
        }
    }

    @Test
    default void probeOfAServiceThatIsNotThere_leavesNothingEither() throws Exception {
        String absent = RpcContractApp.PROBE + "All";
        try (RpcSession session = RpcSession.ofServer(this)) {
            assertThat(session.client().call(absent, "?").code()).isEqualTo(RpcCode.UNIMPLEMENTED);
            session.client().call(JOBS + "Create", "a");
            session.counted(1, "Create", 200);
            assertThat(session.span("SERVER").name()).isEqualTo("contract.Jobs/Create");
            assertThat(session.accessLine().text("endpoint")).isEqualTo("/contract.Jobs/Create");
            assertThat(session.telemetry().scrape().value("http_requests_total", "endpoint", "UNMATCHED"))
                    .hasValue(0);
        }
        try (RpcSession session = RpcSession.ofServer(this, builder -> builder.set("obs.probes", "metrics"))) {
            session.client().call(absent, "?");
            session.counted(1, "endpoint", "UNMATCHED", "status", "501");
        }
    }

    @Test
    default void probe_leavesWhatIsAskedFor() throws Exception {
        try (RpcSession session = RpcSession.ofServer(this, builder -> builder.set("obs.probes", "metrics"))) {
            session.client().call(RpcContractApp.PROBE, "?");
            session.counted(1, "endpoint", "/" + RpcContractApp.PROBE, "status", "200");
            session.client().call(JOBS + "Create", "a");
            assertThat(session.span("SERVER").name()).isEqualTo("contract.Jobs/Create");
            assertThat(session.accessLine().text("endpoint")).isEqualTo("/contract.Jobs/Create");
        }
        try (RpcSession session = RpcSession.ofServer(this, builder -> builder.set("obs.probes", "all"))) {
            session.client().call(RpcContractApp.PROBE, "?");
            session.counted(1, "endpoint", "/" + RpcContractApp.PROBE, "status", "200");
            assertThat(session.span("SERVER").name()).isEqualTo(RpcContractApp.PROBE);
            assertThat(session.accessLine().text("endpoint")).isEqualTo("/" + RpcContractApp.PROBE);
        }
    }

    @Test
    default void call_givesOneAccessLineWithAllFields() throws Exception {
        try (RpcSession session = RpcSession.ofServer(this)) {
            session.client().call(JOBS + "Create", "a");
            LogLine line = session.accessLine();
            assertThat(line.fields())
                    .containsEntry("level", "INFO")
                    .containsEntry("service", TestTelemetry.SERVICE)
                    .containsEntry("endpoint", "/contract.Jobs/Create")
                    .containsEntry("method", "POST")
                    .containsEntry("status", 200L)
                    .containsEntry("rpc_system", system())
                    .containsEntry("rpc_code", "OK")
                    .containsEntry("trace_id", session.span("SERVER").traceId())
                    .containsEntry("span_id", session.span("SERVER").spanId())
                    .doesNotContainKeys("error", "user_id", "job_id");
            assertThat(line.text("request_id")).matches("req-[0-9a-f]{24,}");
            assertThat(line.number("duration_ms")).isPositive();
        }
    }

    @Test
    default void slowCall_warnsUnlessItIsAStream() throws Exception {
        try (RpcSession session = RpcSession.ofServer(this, builder -> builder.set("obs.http.slow", "1ms"))) {
            session.client().call(JOBS + "Slow", "");
            assertThat(session.accessLine().text("level")).isEqualTo("WARN");
            assertThat(session.accessLine().number("duration_ms"))
                    .isGreaterThanOrEqualTo(RpcContractApp.SLOW_NANOS / 1e6);
        }
        try (RpcSession session = RpcSession.ofServer(this, builder -> builder.set("obs.http.slow", "1ms"))) {
            RpcCall chat = session.client().start(JOBS + "Chat", RpcKind.BIDIRECTIONAL, Map.of(), null, event -> {});
            session.client().call(JOBS + "Slow", "");
            chat.halfClose();
            assertThat(chat.await().code()).isEqualTo(RpcCode.OK);
            session.telemetry()
                    .eventually(() -> assertThat(session.accessLines())
                            .extracting(line -> line.text("endpoint") + " " + line.text("level"))
                            .containsExactlyInAnyOrder("/contract.Jobs/Slow WARN", "/contract.Jobs/Chat INFO"));
            assertThat(session.accessLines())
                    .filteredOn(line -> "/contract.Jobs/Chat".equals(line.text("endpoint")))
                    .allSatisfy(line -> assertThat(line.number("duration_ms"))
                            .as("the whole stream")
                            .isGreaterThan(RpcContractApp.SLOW_NANOS / 1e6));
        }
    }
}
