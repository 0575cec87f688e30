package io.obs.testkit.rpc;

import static io.obs.testkit.rpc.RpcContractApp.JOBS;
import static org.assertj.core.api.Assertions.assertThat;

import io.obs.collector.ReceivedSpan;
import io.obs.rpc.RpcCode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The span of an RPC server, by the semantic conventions of OpenTelemetry, and the ids that come and go with a call. */
public interface RpcServerSpansContract extends RpcKit {

    /** A trace id as the standard's own examples have it. */
    String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    /** The codes that are the server's failure. */
    Set<RpcCode> FAILURES = Set.of(
            RpcCode.UNKNOWN,
            RpcCode.DEADLINE_EXCEEDED,
            RpcCode.UNIMPLEMENTED,
            RpcCode.INTERNAL,
            RpcCode.UNAVAILABLE,
            RpcCode.DATA_LOSS);

    @Test
    default void span_followsTheSemanticConventions() throws Exception {
        try (RpcSession session = RpcSession.ofServer(this)) {
            session.client().call(JOBS + "Create", "a", Map.of("authorization", "hush"));
            ReceivedSpan span = session.span("SERVER");
            assertThat(span.name()).isEqualTo("contract.Jobs/Create");
            assertThat(span.isRoot()).isTrue();
            assertThat(span.status()).isEqualTo("UNSET");
            assertThat(span.attributes())
                    .containsEntry("rpc.system.name", system())
                    .containsEntry("rpc.method", "contract.Jobs/Create")
                    .containsEntry("rpc.response.status_code", "OK")
                    .containsEntry("server.address", "127.0.0.1")
                    .containsEntry("server.port", (long) session.server().port())
                    .containsEntry("client.address", "127.0.0.1")
                    .doesNotContainKeys("error.type", "rpc.method_original");
            assertThat(span.events()).isEmpty();
            assertThat(span.toString()).doesNotContain("hush");
        }
    }

    @Test
    default void serversFailures_areErrorsOfTheSpanAndNoOthers() throws Exception {
        try (RpcSession session = RpcSession.ofServer(this)) {
            for (RpcCode code : RpcCode.values()) {
                session.client().call(JOBS + (code == RpcCode.OK ? "Create" : "End"), code.name());
            }
            session.telemetry()
                    .eventually(() -> assertThat(session.spans("SERVER")).hasSize(RpcCode.values().length));
            assertThat(session.spans("SERVER")).allSatisfy(span -> {
                String code = (String) span.attributes().get("rpc.response.status_code");
                boolean failure = FAILURES.contains(RpcCode.valueOf(String.valueOf(code)));
                assertThat(span.status()).as(code).isEqualTo(failure ? "ERROR" : "UNSET");
                assertThat(span.attributes().get("error.type")).isEqualTo(failure ? code : null);
            });
        }
    }

    @Test
    default void ids_areAdoptedAndGivenBack() throws Exception {
        try (RpcSession session = RpcSession.ofServer(this)) {
            RpcAnswer answer = session.client()
                    .call(
                            JOBS + "Create",
                            "a",
                            Map.of(
                                    "traceparent",
                                    "00-" + TRACE + "-00f067aa0ba902b7-01",
                                    "x-request-id",
                                    "order-17.B_2"));
            assertThat(answer.metadata())
                    .containsEntry("x-request-id", "order-17.B_2")
                    .containsEntry("x-trace-id", TRACE);
            assertThat(session.span("SERVER").traceId()).isEqualTo(TRACE);
            assertThat(session.span("SERVER").parentSpanId()).isEqualTo("00f067aa0ba902b7");
            assertThat(session.accessLine().text("request_id")).isEqualTo("order-17.B_2");
            assertThat(session.accessLine().text("trace_id")).isEqualTo(TRACE);
        }
    }

    @Test
    default void ids_areGivenBackWithErrorsToo() throws Exception {
        try (RpcSession session = RpcSession.ofServer(this)) {
            RpcAnswer answer = session.client().call(JOBS + "End", "NOT_FOUND", Map.of("x-request-id", "mine"));
            assertThat(answer.code()).isEqualTo(RpcCode.NOT_FOUND);
            assertThat(answer.metadata())
                    .containsEntry("x-request-id", "mine")
                    .containsEntry("x-trace-id", session.span("SERVER").traceId());
        }
    }

    @Test
    default void traceId_isAdoptedWhereNoOtherContextCame() throws Exception {
        try (RpcSession session = RpcSession.ofServer(this)) {
            session.client().call(JOBS + "Create", "a", Map.of("x-trace-id", "4bf92f35-77b3-4da6-a3ce-929d0e0e4736"));
            assertThat(session.span("SERVER").traceId()).isEqualTo(TRACE);
            assertThat(session.span("SERVER").isRoot()).isTrue();
        }
    }

    @Test
    default void hostileMetadata_givesNoErrorAndIsNotReflected() throws Exception {
        String huge = "h0stile".repeat(500);
        List<Map<String, String>> hostile = List.of(
                Map.of("traceparent", "00-" + huge),
                Map.of("tracestate", huge),
                Map.of("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01", "tracestate", "foo@=1,bar=" + huge),
                Map.of("baggage", "k=" + huge),
                Map.of("baggage", "h0stile=%ZZ;;;===,,,;"),
                Map.of("x-trace-id", huge),
                Map.of("x-request-id", huge),
                Map.of("x-request-id", "h0stile \"},{\"level\":\"ERROR"),
                Map.of("x-request-id", "h0stile\u00e9\u00ff"),
                Map.of("traceparent", "ff-" + TRACE + "-00f067aa0ba902b7-01"));
        try (RpcSession session = RpcSession.ofServer(this)) {
            for (Map<String, String> metadata : hostile) {
                RpcAnswer answer = session.client().call(JOBS + "Create", "a", metadata);
                String shown = metadata.toString()
                        .substring(0, Math.min(60, metadata.toString().length()));
                assertThat(answer.code()).as(shown).isEqualTo(RpcCode.OK);
                assertThat(answer.metadata().toString()).as(shown).doesNotContain("h0stile");
                assertThat(answer.metadata().get("x-trace-id")).as(shown).matches("[0-9a-f]{32}");
                assertThat(answer.metadata().get("x-request-id")).as(shown).matches("req-[0-9a-f]{24,}");
            }
            session.telemetry()
                    .eventually(() -> assertThat(session.accessLines())
                            .hasSize(hostile.size())
                            .allSatisfy(line -> assertThat(line.json()).doesNotContain("h0stile")));
        }
    }
}
