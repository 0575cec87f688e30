package io.obs.examples.captions.platform;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.obs.collector.ReceivedSpan;
import io.obs.examples.captions.platform.Platform.Ports;
import io.obs.examples.captions.platform.Traffic.Reply;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The two services in two JVMs, from outside. */
class PlatformIT {

    private static final String ORDER = "{\"media\": \"greeting.wav\"}";

    @TempDir
    static Path directory;

    static Platform platform;
    static Traffic traffic;

    @BeforeAll
    static void start() throws Exception {
        platform = Platform.start(Ports.FREE, directory, List.of(), Map.of());
        traffic = new Traffic(platform.gateway().url());
    }

    @AfterAll
    static void stop() {
        if (platform != null) {
            platform.close();
        }
    }

    @AfterEach
    void everyLine_isAsItShouldBe() throws IOException {
        assertThat(platform.gateway().log().problems()).isEmpty();
        assertThat(platform.jobManager().log().problems()).isEmpty();
    }

    @Test
    void order_acrossBothServices_isOneTrace() throws Exception {
        Reply reply = traffic.create("greeting.wav", "en");

        assertThat(reply.status()).isEqualTo(202);
        List<ReceivedSpan> spans = awaitTrace(reply.traceId(), 9);
        assertThat(TraceTree.print(spans).lines().skip(1).map(PlatformIT::withoutTimes))
                .containsExactly(
                        "POST /api/v1/jobs api-gateway server 202",
                        "└─ create_job api-gateway internal",
                        "   ├─ validate_request api-gateway internal",
                        "   ├─ call_job_manager api-gateway internal",
                        "   │  └─ grpc_call api-gateway internal",
                        "   │     └─ POST api-gateway client 202",
                        "   │        └─ POST /jobs job-manager server 202",
                        "   │           └─ extract_captions job-manager internal",
                        "   └─ return_response api-gateway internal");
    }

    @Test
    void order_leavesLinesInBothServices_underItsIds() throws Exception {
        Reply reply = traffic.post(ORDER, Map.of("X-Request-ID", "order-1", "X-User-ID", "user-7"));
        String id = reply.get("id");

        for (ServiceProcess service : List.of(platform.gateway(), platform.jobManager())) {
            await().atMost(ofSeconds(10))
                    .untilAsserted(() -> assertThat(service.log().lines(reply.traceId()))
                            .isNotEmpty()
                            .anySatisfy(line -> assertThat(line).contains("\"logger\":\"obs.access\""))
                            .allSatisfy(line ->
                                    assertThat(line).contains("\"request_id\":\"order-1\"", "\"user_id\":\"user-7\"")));
        }
        await().atMost(ofSeconds(10))
                .untilAsserted(() -> assertThat(platform.jobManager().log().lines("\"logger\":\"obs.job\""))
                        .anySatisfy(line -> assertThat(line)
                                .contains("\"job_id\":\"" + id + "\"", "\"trace_id\":\"" + reply.traceId() + "\"")));
        assertThat(platform.gateway().log().lines(id)).isNotEmpty();
    }

    @Test
    void traceparent_fromOutside_isContinued() throws Exception {
        String traceId = "4bf92f3577b34da6a3ce929d0e0e4736";
        Reply reply = traffic.post(ORDER, Map.of("traceparent", "00-" + traceId + "-00f067aa0ba902b7-01"));

        assertThat(reply.traceId()).isEqualTo(traceId);
        assertThat(awaitTrace(traceId, 9))
                .filteredOn(span -> span.parentSpanId().equals("00f067aa0ba902b7"))
                .extracting(ReceivedSpan::name)
                .containsExactly("POST /api/v1/jobs");
    }

    @Test
    void traceparent_malformed_isNotContinued() throws Exception {
        String traceId = "4bf92f3577b34da6a3ce929d0e0e4737";
        for (String malformed : List.of(
                "00-" + traceId + "-0000000000000000-01",
                "00-" + traceId + "-00f067aa0ba902b7",
                "ff-" + traceId + "-00f067aa0ba902b7-01",
                "00-" + traceId.toUpperCase(java.util.Locale.ROOT) + "-00f067aa0ba902b7-01",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01")) {
            Reply reply = traffic.post(ORDER, Map.of("traceparent", malformed));

            assertThat(reply.status()).isEqualTo(202);
            assertThat(reply.traceId()).matches("[0-9a-f]{32}").isNotEqualTo(traceId);
            assertThat(awaitTrace(reply.traceId(), 9))
                    .filteredOn(ReceivedSpan::isRoot)
                    .extracting(ReceivedSpan::name)
                    .containsExactly("POST /api/v1/jobs");
        }
    }

    @Test
    void badRequests_areToldWhatIsWrong() throws Exception {
        Reply broken = traffic.post("{\"media\": ", Map.of());
        assertThat(broken.status()).isEqualTo(400);
        assertThat(broken.body())
                .isEqualTo("{\"error\":\"the request is not valid\","
                        + "\"details\":[\"the body is not valid JSON, at line 1, column 11\"]}");

        assertThat(traffic.post("{\"media\": \"../x\"}", Map.of()).status()).isEqualTo(400);
        assertThat(traffic.get("/api/v1/jobs?limit=0").status()).isEqualTo(400);
        assertThat(traffic.get("/api/v1/jobs/job-000000000000").status()).isEqualTo(404);
        assertThat(traffic.get("/api/v1/jobs/%2e%2e").status()).isEqualTo(404);
        assertThat(traffic.get("/api/v1/nothing").status()).isEqualTo(404);
    }

    @Test
    void jobs_endAsTheyShould() throws Exception {
        assertThat(end(traffic.create("interview.wav", "de")).get("state")).isEqualTo("SUCCEEDED");
        assertThat(end(traffic.create("corrupt.wav", "en")).body())
                .contains("\"state\":\"FAILED\"", "CorruptMediaException: the header promises");
        assertThat(end(traffic.create("missing.wav", "en")).body())
                .contains("\"state\":\"FAILED\"", "NoSuchFileException");
        assertThat(end(traffic.create("silence.wav", "en")).body())
                .contains("\"state\":\"FAILED\"", "nobody speaks in silence.wav");
        assertThat(traffic.createAndWait("greeting.wav").status()).isEqualTo(200);
        assertThat(traffic.get("/api/v1/jobs?limit=2").body()).startsWith("{\"jobs\":[{\"id\":\"job-");
    }

    @Test
    void outage_opensTheBreaker_whichClosesAgain() throws Exception {
        new Story(platform, traffic, new PrintStream(PrintStream.nullOutputStream())).outage();

        assertThat(traffic.counts()).containsKeys(502, 503);
        assertThat(traffic.create("greeting.wav", "en").status()).isEqualTo(202);
        assertThat(platform.gateway().log().lines("\"logger\":\"obs.breaker\""))
                .anySatisfy(line -> assertThat(line).contains("\"WARN\"", "CLOSED", "\"to_state\":\"OPEN\""))
                .anySatisfy(line -> assertThat(line).contains("\"WARN\"", "\"to_state\":\"HALF_OPEN\""))
                .anySatisfy(line -> assertThat(line).contains("\"INFO\"", "\"to_state\":\"CLOSED\""));
    }

    @Test
    void service_withWrongSettings_doesNotStart_andSaysWhy() {
        assertThatThrownBy(() -> Platform.start(
                        Ports.FREE, directory.resolve("wrong"), List.of(), Map.of("WORKERS", "0", "QUEUE_ROOM", "x")))
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll(
                        "job-manager ended with 2 instead of starting",
                        "WORKERS is \"0\"; allowed: a whole number from 1 to 64",
                        "QUEUE_ROOM is \"x\"; allowed: a whole number from 1 to 10000");
        assertThatThrownBy(() -> Platform.start(
                        Ports.FREE, directory.resolve("wrong"), List.of(), Map.of("OBS_HTTP_SLOW", "soon")))
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll("job-manager ended with 2", "obs.http.slow", "soon");
    }

    private static List<ReceivedSpan> awaitTrace(String traceId, int spans) {
        return await().atMost(ofSeconds(10))
                .until(() -> platform.collector().traces().spans(traceId), found -> found.size() >= spans);
    }

    private static Reply end(Reply ordered) {
        assertThat(ordered.status()).isEqualTo(202);
        String path = "/api/v1/jobs/" + ordered.get("id");
        return await().atMost(ofSeconds(10))
                .until(
                        () -> traffic.get(path),
                        job -> List.of("SUCCEEDED", "FAILED").contains(job.get("state")));
    }

    private static String withoutTimes(String line) {
        return line.replaceFirst("\\s+\\d+\\.\\d\\d ms\\s+(\\S+)\\s+(\\S+)\\s*", " $1 $2 ")
                .stripTrailing();
    }
}
