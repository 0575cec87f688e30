package io.obs.testkit.rpc;

import static io.obs.testkit.rpc.RpcContractApp.JOBS;
import static org.assertj.core.api.Assertions.assertThat;

import io.obs.collector.ReceivedSpan;
import io.obs.rpc.RpcCode;
import io.obs.testkit.LogLine;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Each call's ids are on each of its lines, in every callback and wherever its work goes, and on no other's. */
public interface RpcServerContextContract extends RpcKit {

    /** How many calls run at once. */
    int CROWD = 200;

    @Test
    default void everyCallback_runsInTheContextOfItsCall() throws Exception {
        for (RpcKind kind : new RpcKind[] {RpcKind.BIDIRECTIONAL, RpcKind.SERVER_STREAMING}) {
            try (RpcSession session = RpcSession.ofServer(this)) {
                String method = kind == RpcKind.BIDIRECTIONAL ? "Chat" : "List";
                RpcCall call =
                        session.client().start(JOBS + method, kind, Map.of("x-request-id", "mine"), null, event -> {});
                call.send("hello");
                call.halfClose();
                assertThat(call.await().messages()).containsExactly("re: hello", "more: hello");
                LogLine access = session.accessLine();
                session.telemetry()
                        .eventually(() -> assertThat(session.telemetry().lines("contract.rpc"))
                                .extracting(LogLine::message)
                                .containsExactly("heard: hello", "heard: half closed", "heard: completed"));
                assertThat(session.telemetry().lines("contract.rpc"))
                        .allSatisfy(line -> assertThat(line.fields())
                                .containsEntry("request_id", "mine")
                                .containsEntry("trace_id", access.text("trace_id"))
                                .containsEntry("span_id", access.text("span_id"))
                                .containsEntry("endpoint", "/contract.Jobs/" + method)
                                .containsEntry("method", "POST"));
                session.counted(1, method, 200);
                assertThat(session.spans("SERVER")).hasSizeLessThan(2);
            }
        }
    }

    @Test
    default void streamOfTheClient_isOneCall() throws Exception {
        try (RpcSession session = RpcSession.ofServer(this)) {
            RpcCall call =
                    session.client().start(JOBS + "Upload", RpcKind.CLIENT_STREAMING, Map.of(), null, event -> {});
            for (int i = 0; i < 10; i++) {
                call.send(String.valueOf(i));
            }
            call.halfClose();
            assertThat(call.await().messages()).containsExactly("0123456789");
            session.counted(1, "Upload", 200);
            assertThat(session.span("SERVER").events()).isEmpty();
        }
    }

    @Test
    default void answerThatComesLater_isOneCall() throws Exception {
        try (RpcSession session = RpcSession.ofServer(this)) {
            RpcAnswer answer = session.client().call(JOBS + "Later", "", Map.of("x-request-id", "later-1"));
            assertThat(answer.messages()).containsExactly("later");
            assertThat(answer.metadata()).containsEntry("x-request-id", "later-1");
            assertThat(session.accessLine().text("request_id")).isEqualTo("later-1");
            assertThat(session.telemetry().lines("contract.rpc"))
                    .singleElement()
                    .satisfies(line -> assertThat(line.text("request_id")).isEqualTo("later-1"));
        }
    }

    @Test
    default void concurrentCalls_neverMixTheirIds() throws Exception {
        try (RpcSession session = RpcSession.ofServer(this)) {
            List<RpcCall> calls = new ArrayList<>();
            for (int i = 0; i < CROWD; i++) {
                RpcCall call = session.client()
                        .start(
                                JOBS + "Chat",
                                RpcKind.BIDIRECTIONAL,
                                Map.of("x-request-id", "c-" + i),
                                null,
                                event -> {});
                call.send("c-" + i);
                calls.add(call);
            }
            for (int i = 0; i < CROWD; i++) {
                calls.get(i).halfClose();
                assertThat(calls.get(i).await().metadata()).containsEntry("x-request-id", "c-" + i);
            }
            session.telemetry()
                    .eventually(() -> assertThat(session.accessLines()).hasSize(CROWD));
            Set<String> traces = new HashSet<>();
            for (LogLine line : session.telemetry().lines("contract.rpc")) {
                if (line.message().startsWith("heard: c-")) {
                    assertThat(line.message()).isEqualTo("heard: " + line.text("request_id"));
                }
                traces.add(line.text("request_id") + " " + line.text("trace_id"));
            }
            assertThat(traces).hasSize(CROWD);
        }
    }

    @Test
    default void callInsideACallback_isAChildOfItsCall() throws Exception {
        try (RpcSession session = RpcSession.ofBoth(this)) {
            session.app().next(session.client());
            RpcAnswer answer = session.client().call(JOBS + "Relay", "Create");
            assertThat(answer.code()).isEqualTo(RpcCode.FAILED_PRECONDITION);
            session.telemetry()
                    .eventually(() -> assertThat(session.telemetry().spans()).hasSize(4));
            List<ReceivedSpan> spans = session.telemetry().spans();
            ReceivedSpan outerClient = find(spans, "CLIENT", "Relay");
            ReceivedSpan outerServer = find(spans, "SERVER", "Relay");
            ReceivedSpan innerClient = find(spans, "CLIENT", "Create");
            ReceivedSpan innerServer = find(spans, "SERVER", "Create");
            assertThat(outerClient.isRoot()).isTrue();
            assertThat(outerServer.parentSpanId()).isEqualTo(outerClient.spanId());
            assertThat(innerClient.parentSpanId()).isEqualTo(outerServer.spanId());
            assertThat(innerServer.parentSpanId()).isEqualTo(innerClient.spanId());
            assertThat(spans).extracting(ReceivedSpan::traceId).containsOnly(outerClient.traceId());
            assertThat(session.accessLines())
                    .extracting(line -> line.text("request_id"))
                    .hasSize(2);
            assertThat(session.accessLines().get(0).text("request_id"))
                    .isEqualTo(session.accessLines().get(1).text("request_id"));
        }
    }

    @Test
    default void failedCallInsideACallback_isTheDependencysError() throws Exception {
        try (RpcSession session = RpcSession.ofBoth(this)) {
            session.app().next(session.client());
            assertThat(session.client().call(JOBS + "Relay", "Throw").code()).isEqualTo(RpcCode.UNAVAILABLE);
            session.counted(1, "Relay", 503);
            session.errors(1, 503, "dependency");
        }
    }

    private static ReceivedSpan find(List<ReceivedSpan> spans, String kind, String method) {
        return spans.stream()
                .filter(span -> span.kind().equals(kind) && span.name().equals(JOBS + method))
                .findFirst()
                .orElseThrow();
    }
}
