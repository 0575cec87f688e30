package io.obs.testkit.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.obs.collector.ReceivedSpan;
import io.obs.testkit.LogLine;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Handlers that throw, clients that go, answers that come later. */
public interface HttpServerFailuresContract extends HttpServerKit {

    @Test
    default void throwingHandler_isMeasuredAndTheClientSeesNoDifference() throws Exception {
        for (String what : new String[] {"runtime", "io"}) {
            String path = "/throws/" + what;
            try (ServerSession session = ServerSession.open(this)) {
                assertThat(seen(session.uri(), path)).isEqualTo(seenWithoutObs(path));

                session.counted(1, "endpoint", "/throws/{what}", "method", "GET", "status", "500");
                session.errors(1, "500", "exception");
                LogLine line = session.accessLine();
                assertThat(line.fields())
                        .containsEntry("level", "ERROR")
                        .containsEntry("status", 500L)
                        .containsKey("error");
                ReceivedSpan span = session.serverSpan();
                assertThat(span.status()).isEqualTo("ERROR");
                assertThat((String) span.attributes().get("error.type")).endsWith("Exception");
                assertThat(span.events())
                        .filteredOn(event -> event.name().equals("exception"))
                        .hasSize(1);
            }
        }
    }

    @Test
    default void handlerThatThrowsAfterItsAnswerBegan_isAnErrorWithTheStatusThatWasSent() throws Exception {
        try (ServerSession session = ServerSession.open(this)) {
            assertThat(certain(seen(session.uri(), "/late"))).isEqualTo(certain(seenWithoutObs("/late")));
            session.counted(1, "endpoint", "/late", "method", "GET", "status", "200");
            if (!passesLateExceptions()) {
                return;
            }
            session.errors(1, "200", "exception");
            assertThat(session.accessLine().fields())
                    .containsEntry("level", "ERROR")
                    .containsEntry("status", 200L)
                    .containsKey("error");
            assertThat(session.serverSpan().status()).isEqualTo("ERROR");
        }
    }

    @Test
    default void clientThatGoesAway_is499() throws Exception {
        try (ServerSession session = ServerSession.open(this)) {
            isAborted(session, "/endless");
        }
    }

    @Test
    default void clientThatGoesAwayFromAnAnswerOnAnotherThread_is499() throws Exception {
        try (ServerSession session = ServerSession.open(this)) {
            isAborted(session, "/endless-later");
        }
    }

    private static void isAborted(ServerSession session, String path) throws IOException {
        RawHttp.getAndGo(session.uri(), path);
        session.counted(1, "endpoint", path, "method", "GET", "status", "499");
        session.errors(1, "499", "aborted");
        assertThat(session.accessLine().fields()).containsEntry("status", 499L).containsEntry("level", "INFO");
        assertThat(session.serverSpan().status()).isEqualTo("UNSET");
    }

    @Test
    default void answerThatComesLater_isOneRequest() throws Exception {
        try (ServerSession session = ServerSession.open(this)) {
            HttpResponse<String> answer = session.send("GET", "/async", "X-Request-ID", "later-1");
            assertThat(answer.body()).isEqualTo("later");
            assertThat(ServerSession.header(answer, "X-Request-ID")).isEqualTo("later-1");
            session.counted(1, "endpoint", "/async", "method", "GET", "status", "200");
            assertThat(session.accessLine().text("request_id")).isEqualTo("later-1");
            assertThat(session.telemetry().lines("contract.app"))
                    .singleElement()
                    .satisfies(line -> assertThat(line.text("request_id")).isEqualTo("later-1"));
            assertThat(session.serverSpan().traceId())
                    .isEqualTo(session.accessLine().text("trace_id"));
        }
    }

    @Test
    default void server_worksOnOnceObsIsClosed() throws Exception {
        try (ServerSession session = ServerSession.open(this)) {
            session.telemetry().obs().close();
            HttpResponse<String> answer = session.send("GET", "/api/v1/jobs/1");
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("job 1");
            assertThat(session.send("GET", "/async").body()).isEqualTo("later");
            assertThat(session.accessLines()).isEmpty();
        }
    }

    /** Of an answer that is broken off, what no chance decides. */
    private String certain(String seen) {
        return sendsAtOnce() ? seen : seen.split("\n\n", 2)[0].strip();
    }

    private String seenWithoutObs(String path) throws Exception {
        try (ContractApp app = new ContractApp(null);
                Running bare = serve(app, null)) {
            return seen(bare.uri(), path);
        }
    }

    /** All that a client can tell of an answer, but for date, ids and port. It asks once; a decent one might retry. */
    private static String seen(URI server, String path) {
        try {
            return RawHttp.get(server, path)
                    .replace(server.getAuthority(), "the server")
                    .lines()
                    .filter(line -> !line.toLowerCase(Locale.ROOT).matches("(date|x-request-id|x-trace-id):.*"))
                    .collect(Collectors.joining("\n"));
        } catch (IOException e) {
            return "failed: " + e;
        }
    }
}
