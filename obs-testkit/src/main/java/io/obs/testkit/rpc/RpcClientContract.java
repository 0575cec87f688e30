package io.obs.testkit.rpc;

import static io.obs.testkit.rpc.RpcContractApp.JOBS;
import static org.assertj.core.api.Assertions.assertThat;

import io.obs.collector.ReceivedSpan;
import io.obs.context.RequestContext;
import io.obs.rpc.RpcCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What every RPC client adapter promises, run against a real server that nobody observes. */
@SuppressWarnings("try") // scopes are only held
public interface RpcClientContract extends RpcKit {

    Logger LOG = LoggerFactory.getLogger("contract.client");

    @SuppressWarnings("MustBeClosedChecker") // the caller closes it
    private static Scope request(RequestContext request) {
        return Context.root().with(request).makeCurrent();
    }

    @Test
    default void call_carriesContextAndRequestId() throws Exception {
        try (RpcSession session = RpcSession.ofClient(this)) {
            String parent;
            try (Scope scope = request(RequestContext.of("mine"))) {
                assertThat(header(session, "x-request-id")).isEqualTo("mine");
                parent = header(session, "traceparent");
            }
            session.telemetry()
                    .eventually(() -> assertThat(session.spans("CLIENT")).hasSize(2));
            ReceivedSpan span = session.spans("CLIENT").get(1);
            assertThat(parent).startsWith("00-" + span.traceId() + "-" + span.spanId() + "-0");
            assertThat(span.name()).isEqualTo("contract.Jobs/Header");
            assertThat(span.status()).isEqualTo("UNSET");
            assertThat(span.attributes())
                    .containsEntry("rpc.system.name", system())
                    .containsEntry("rpc.method", "contract.Jobs/Header")
                    .containsEntry("rpc.response.status_code", "OK")
                    .containsEntry("server.address", "127.0.0.1")
                    .containsEntry("server.port", (long) session.server().port())
                    .containsEntry("network.peer.address", "127.0.0.1")
                    .doesNotContainKey("error.type");
            assertThat(span.events()).isEmpty();
            assertThat(session.telemetry().scrape().series("http_requests_total"))
                    .as("a client alone has no HTTP families")
                    .isEmpty();
        }
    }

    private static String header(RpcSession session, String name) throws Exception {
        return session.client().call(JOBS + "Header", name).messages().get(0);
    }

    @Test
    default void requestIdOfTheServicesOwn_isKept() throws Exception {
        try (RpcSession session = RpcSession.ofClient(this);
                Scope scope = request(RequestContext.of("mine"))) {
            assertThat(session.client()
                            .call(JOBS + "Header", "x-request-id", Map.of("x-request-id", "theirs"))
                            .messages())
                    .containsExactly("theirs");
        }
    }

    @Test
    default void everyCodeButOk_isAnErrorOfTheSpan() throws Exception {
        try (RpcSession session = RpcSession.ofClient(this)) {
            for (RpcCode code : RpcCode.values()) {
                assertThat(session.client()
                                .call(JOBS + (code == RpcCode.OK ? "Create" : "End"), code.name())
                                .code())
                        .isEqualTo(code);
            }
            session.telemetry()
                    .eventually(() -> assertThat(session.spans("CLIENT")).hasSize(RpcCode.values().length));
            assertThat(session.spans("CLIENT")).allSatisfy(span -> {
                Object code = span.attributes().get("rpc.response.status_code");
                assertThat(span.status()).isEqualTo("OK".equals(code) ? "UNSET" : "ERROR");
                assertThat(span.attributes().get("error.type")).isEqualTo("OK".equals(code) ? null : code);
            });
        }
    }

    @Test
    default void deadline_isATimeoutOfTheRequest() throws Exception {
        try (RpcSession session = RpcSession.ofClient(this)) {
            RequestContext request = RequestContext.of("mine");
            try (Scope scope = request(request)) {
                assertThat(never(session, Duration.ofMillis(200)).await().code())
                        .isEqualTo(RpcCode.DEADLINE_EXCEEDED);
            }
            assertThat(session.span("CLIENT").status()).isEqualTo("ERROR");
            assertThat(session.span("CLIENT").attributes()).containsEntry("error.type", "DEADLINE_EXCEEDED");
            assertThat(request.failureHint()).isEqualTo("timeout");
        }
    }

    @Test
    default void serverThatIsGone_isTheDependencysFailure() throws Exception {
        try (RpcSession session = RpcSession.ofClient(this)) {
            session.server().close();
            RequestContext request = RequestContext.of("mine");
            try (Scope scope = request(request)) {
                assertThat(session.client().call(JOBS + "Create", "a").code()).isEqualTo(RpcCode.UNAVAILABLE);
            }
            assertThat(session.span("CLIENT").attributes()).containsEntry("error.type", "UNAVAILABLE");
            assertThat(request.failureHint()).isEqualTo("dependency");
        }
    }

    @Test
    default void cancelledCall_isNobodysFailure() throws Exception {
        try (RpcSession session = RpcSession.ofClient(this)) {
            RequestContext request = RequestContext.of("mine");
            try (Scope scope = request(request)) {
                RpcCall call = never(session, null);
                session.app().awaitNever();
                call.cancel();
                call.cancel();
                assertThat(call.await().code()).isEqualTo(RpcCode.CANCELLED);
            }
            assertThat(session.span("CLIENT").attributes()).containsEntry("error.type", "CANCELLED");
            assertThat(request.failureHint()).isNull();
        }
    }

    private static RpcCall never(RpcSession session, @Nullable Duration deadline) {
        RpcCall call = session.client().start(JOBS + "Never", RpcKind.UNARY, Map.of(), deadline, event -> {});
        call.send("x");
        call.halfClose();
        return call;
    }

    @Test
    default void stream_isOneSpan() throws Exception {
        try (RpcSession session = RpcSession.ofClient(this)) {
            RpcCall chat = session.client().start(JOBS + "Chat", RpcKind.BIDIRECTIONAL, Map.of(), null, event -> {});
            for (int i = 0; i < 5; i++) {
                chat.send("m" + i);
            }
            assertThat(session.spans("CLIENT")).isEmpty();
            chat.halfClose();
            assertThat(chat.await().messages()).hasSize(10);
            assertThat(session.span("CLIENT").events()).isEmpty();
        }
    }

    @Test
    default void callbacksOfConcurrentCalls_runInTheContextOfTheirSender() throws Exception {
        try (RpcSession session = RpcSession.ofClient(this)) {
            List<RpcCall> all = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                String id = "crowd-" + i;
                try (Scope scope = request(RequestContext.of(id))) {
                    RpcCall call = session.client()
                            .start(
                                    JOBS + "Chat",
                                    RpcKind.BIDIRECTIONAL,
                                    Map.of(),
                                    null,
                                    event -> LOG.info("{} {}", id, event));
                    call.send("x");
                    call.halfClose();
                    all.add(call);
                }
            }
            for (RpcCall one : all) {
                assertThat(one.await().code()).isEqualTo(RpcCode.OK);
            }
            assertThat(session.telemetry().lines("contract.client"))
                    .hasSize(3 * 200)
                    .allSatisfy(line -> assertThat(line.message()).startsWith(line.text("request_id") + " "));
        }
    }

    @Test
    default void client_worksOnOnceObsIsClosed() throws Exception {
        try (RpcSession session = RpcSession.ofClient(this)) {
            session.telemetry().obs().close();
            assertThat(header(session, "traceparent")).isEqualTo("null");
            assertThat(session.client().call(JOBS + "Create", "a").messages()).containsExactly("created a");
        }
    }
}
