package io.obs.testkit.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.obs.testkit.LogLine;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Each request's ids are on each of its lines, wherever its work goes, and on no other's. */
public interface HttpServerContextContract extends HttpServerKit {

    /** How many requests run at once. */
    int CROWD = 200;

    /** How many lines {@code /marks/{mark}} logs. */
    int MARKS = 4;

    @Test
    default void lines_carryTheIdsOfTheirRequest() throws Exception {
        try (ServerSession session = ServerSession.open(this)) {
            assertThat(session.send("GET", "/marks/m", "X-Request-ID", "mine").body())
                    .isEqualTo("mine");
            LogLine access = session.accessLine();
            assertThat(session.telemetry().lines("contract.app"))
                    .hasSize(MARKS)
                    .allSatisfy(line -> assertThat(line.fields())
                            .containsEntry("request_id", "mine")
                            .containsEntry("trace_id", access.text("trace_id"))
                            .containsEntry("span_id", access.text("span_id"))
                            .containsEntry("endpoint", "/marks/{mark}")
                            .containsEntry("method", "GET"));
        }
    }

    @Test
    default void concurrentRequests_neverMixTheirIds() throws Exception {
        try (ServerSession session = ServerSession.open(this)) {
            List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
            for (int i = 0; i < CROWD; i++) {
                answers.add(session.client()
                        .sendAsync(
                                ServerSession.request(
                                        session.uri(), "GET", "/marks/crowd-" + i, "X-Request-ID", "crowd-" + i),
                                BodyHandlers.ofString()));
            }
            for (int i = 0; i < CROWD; i++) {
                HttpResponse<String> answer = answers.get(i).get();
                assertThat(answer.body()).isEqualTo("crowd-" + i);
                assertThat(ServerSession.header(answer, "X-Request-ID")).isEqualTo("crowd-" + i);
            }
            session.telemetry()
                    .eventually(() -> assertThat(session.accessLines()).hasSize(CROWD));
            assertThat(session.accessLines())
                    .extracting(line -> line.text("request_id"))
                    .doesNotHaveDuplicates();
            Pattern mark = Pattern.compile("mark (crowd-\\d+) in .*");
            Set<String> tracesOfRequests = new HashSet<>();
            List<LogLine> lines = session.telemetry().lines("contract.app");
            assertThat(lines).hasSize(CROWD * MARKS);
            for (LogLine line : lines) {
                Matcher found = mark.matcher(line.message());
                assertThat(found.matches()).as(line.json()).isTrue();
                assertThat(line.text("request_id")).as(line.json()).isEqualTo(found.group(1));
                tracesOfRequests.add(line.text("request_id") + " " + line.text("trace_id"));
            }
            assertThat(tracesOfRequests).hasSize(CROWD);
        }
    }

    @Test
    default void thread_isLeftWithoutAContext() throws Exception {
        try (ServerSession session = ServerSession.open(this)) {
            for (int i = 0; i < 20; i++) {
                session.send("GET", "/api/v1/jobs/" + i);
                session.send("GET", "/status/404");
            }
            session.telemetry()
                    .eventually(
                            () -> assertThat(session.serverSpans()).hasSize(40).allMatch(span -> span.isRoot()));
            assertThat(session.serverSpans()).extracting(span -> span.traceId()).doesNotHaveDuplicates();
        }
    }
}
