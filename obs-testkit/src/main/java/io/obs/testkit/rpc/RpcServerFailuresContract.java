package io.obs.testkit.rpc;

import static io.obs.testkit.rpc.RpcContractApp.JOBS;
import static org.assertj.core.api.Assertions.assertThat;

import io.obs.rpc.RpcCode;
import io.obs.testkit.LogLine;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Services that throw or forget to answer, clients that go, deadlines that pass. */
public interface RpcServerFailuresContract extends RpcKit {

    @Test
    default void throwingService_isMeasuredAndTheClientSeesNoDifference() throws Exception {
        for (String where : new String[] {"start", "message", "end"}) {
            try (RpcSession session = RpcSession.ofServer(this)) {
                assertThat(thrown(session.client(), where)).as(where).isEqualTo(thrownWithoutObs(where));
                session.counted(1, "Throw", 500);
                session.errors(1, 500, "exception");
                LogLine line = session.accessLine();
                assertThat(line.fields()).containsEntry("level", "ERROR").containsKey("error");
                assertThat(line.json()).contains(RpcContractApp.THROWN);
                assertThat(session.span("SERVER").status()).isEqualTo("ERROR");
                assertThat(session.span("SERVER").events())
                        .extracting(event -> event.name())
                        .containsExactly("exception");
            }
        }
    }

    @Test
    default void serviceThatThrowsAfterItsAnswer_isAnErrorWithTheCodeThatWasSent() throws Exception {
        try (RpcSession session = RpcSession.ofServer(this)) {
            assertThat(thrown(session.client(), "late")).isEqualTo(thrownWithoutObs("late"));
            session.counted(1, "Throw", 200);
            session.errors(1, 200, "exception");
            assertThat(session.accessLine().fields())
                    .containsEntry("level", "ERROR")
                    .containsKey("error");
        }
    }

    @Test
    default void causeOfTheServersFailure_isTold() throws Exception {
        try (RpcSession session = RpcSession.ofServer(this)) {
            assertThat(session.client().call(JOBS + "Fail", "INTERNAL").code()).isEqualTo(RpcCode.INTERNAL);
            session.errors(1, 500, "exception");
            assertThat(session.accessLine().json()).contains(RpcContractApp.THROWN);
        }
        try (RpcSession session = RpcSession.ofServer(this)) {
            session.client().call(JOBS + "Fail", "NOT_FOUND");
            session.errors(1, 404, "client_error");
            assertThat(session.accessLine().fields())
                    .containsEntry("level", "INFO")
                    .doesNotContainKey("error");
        }
    }

    /** The framework cancels such calls; that is the service's fault, not the client's. */
    @Test
    default void wrongNumberOfAnswers_isTheServersFailure() throws Exception {
        for (String method : new String[] {"Silent", "Twice"}) {
            try (RpcSession session = RpcSession.ofServer(this)) {
                assertThat(session.client().call(JOBS + method, "").code()).isNotEqualTo(RpcCode.OK);
                session.counted(1, method, 500);
                assertThat(session.accessLine().text("level")).isEqualTo("ERROR");
            }
        }
    }

    @Test
    default void clientThatCancels_is499() throws Exception {
        try (RpcSession session = RpcSession.ofServer(this)) {
            RpcCall call = never(session, null);
            session.app().awaitNever();
            call.cancel();
            assertThat(call.await().code()).isEqualTo(RpcCode.CANCELLED);
            session.counted(1, "Never", 499);
            session.errors(1, 499, "aborted");
            assertThat(session.accessLine().fields())
                    .containsEntry("level", "INFO")
                    .containsEntry("rpc_code", "CANCELLED");
            assertThat(session.span("SERVER").status()).isEqualTo("UNSET");
            heard(session, "heard: cancelled");
        }
    }

    @Test
    default void clientThatGoesAway_is499() throws Exception {
        try (RpcSession session = RpcSession.ofServer(this)) {
            never(session, null);
            session.app().awaitNever();
            session.client().close();
            session.counted(1, "Never", 499);
            session.errors(1, 499, "aborted");
        }
    }

    /** Both sides' clocks run; where the client's is first, and far ahead, the server only sees that it cancels. */
    @Test
    default void deadline_endsTheCallOnce() throws Exception {
        try (RpcSession session = RpcSession.ofServer(this)) {
            RpcCall call = never(session, Duration.ofMillis(400));
            assertThat(call.await().code()).isEqualTo(RpcCode.DEADLINE_EXCEEDED);
            assertThat(session.accessLine().text("rpc_code")).isIn("DEADLINE_EXCEEDED", "CANCELLED");
            session.counted(1, "Never", (int) session.accessLine().number("status"));
            assertThat(session.span("SERVER").name()).isEqualTo("contract.Jobs/Never");
        }
    }

    @Test
    default void serverThatEnds_leavesNoCallOpen() throws Exception {
        try (RpcSession session = RpcSession.ofServer(this)) {
            RpcCall call = never(session, null);
            session.app().awaitNever();
            session.server().close();
            assertThat(call.await().code()).isNotEqualTo(RpcCode.OK);
            assertThat(session.accessLine().text("endpoint")).isEqualTo("/contract.Jobs/Never");
            assertThat(session.span("SERVER").name()).isEqualTo("contract.Jobs/Never");
        }
    }

    @Test
    default void server_worksOnOnceObsIsClosed() throws Exception {
        try (RpcSession session = RpcSession.ofServer(this)) {
            RpcCall chat = session.client().start(JOBS + "Chat", RpcKind.BIDIRECTIONAL, Map.of(), null, event -> {});
            chat.send("before");
            session.telemetry().obs().close();
            chat.send("after");
            chat.halfClose();
            assertThat(chat.await().messages()).hasSize(4);
            RpcAnswer answer = session.client().call(JOBS + "Create", "a");
            assertThat(answer.messages()).containsExactly("created a");
            assertThat(answer.metadata()).doesNotContainKeys("x-request-id", "x-trace-id");
            assertThat(session.client().call("nowhere.At/All", "").code()).isEqualTo(RpcCode.UNIMPLEMENTED);
            assertThat(session.accessLines()).isEmpty();
        }
    }

    private static RpcCall never(RpcSession session, @Nullable Duration deadline) {
        RpcCall call = session.client()
                .start(JOBS + "Never", RpcKind.UNARY, Map.of("x-request-id", "never-1"), deadline, event -> {});
        call.send("x");
        call.halfClose();
        return call;
    }

    private static void heard(RpcSession session, String message) {
        session.telemetry()
                .eventually(() -> assertThat(session.telemetry().lines("contract.rpc"))
                        .singleElement()
                        .satisfies(line -> {
                            assertThat(line.message()).isEqualTo(message);
                            assertThat(line.text("request_id")).isEqualTo("never-1");
                        }));
    }

    private String thrownWithoutObs(String where) throws Exception {
        try (RpcContractApp app = new RpcContractApp(null);
                Running bare = serve(app, null);
                RpcPeer client = bare.client(null)) {
            return thrown(client, where);
        }
    }

    /** What a client can tell of a call whose service throws. */
    private static String thrown(RpcPeer client, String where) throws Exception {
        RpcCall call = client.start(JOBS + "Throw", RpcKind.BIDIRECTIONAL, Map.of("x-throw", where), null, event -> {});
        if (!where.equals("start")) {
            call.send(where);
        }
        if (where.equals("end")) {
            call.halfClose();
        }
        RpcAnswer answer = call.await();
        return answer.code() + " " + answer.description() + " " + answer.messages();
    }
}
