package io.obs.examples.captions.platform;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.obs.collector.ReceivedSpan;
import io.obs.examples.captions.platform.Traffic.Reply;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The three services in three JVMs, from outside. */
class PlatformIT {

    private static final String ORDER = "{\"media\": \"greeting.wav\"}";

    private static final String[] TREE = {
        "POST /api/v1/jobs api-gateway server 202",
        "└─ create_job api-gateway internal",
        "   ├─ validate_request api-gateway internal",
        "   ├─ call_job_manager api-gateway internal",
        "   │  └─ grpc_call api-gateway internal",
        "   │     └─ captions.JobManager/Create api-gateway client",
        "   │        └─ captions.JobManager/Create job-manager server",
        "   │           ├─ INSERT jobs job-manager client",
        "   │           └─ publish captions.jobs job-manager producer",
        "   │              └─ process captions.jobs worker consumer",
        "   │                 ├─ publish captions.reports worker producer",
        "   │                 │  └─ process captions.reports job-manager consumer",
        "   │                 │     └─ UPDATE jobs job-manager client",
        "   │                 ├─ caption_job worker internal",
        "   │                 │  ├─ GET worker client",
        "   │                 │  ├─ S3/GetObject worker client 200",
        "   │                 │  ├─ extract_captions worker internal",
        "   │                 │  ├─ SET worker client",
        "   │                 │  └─ S3/PutObject worker client 200",
        "   │                 └─ publish captions.reports worker producer",
        "   │                    └─ process captions.reports job-manager consumer",
        "   │                       └─ UPDATE jobs job-manager client",
        "   └─ return_response api-gateway internal"
    };

    static Platform platform;
    static Traffic traffic;

    @BeforeAll
    static void start() throws Exception {
        platform = SharedPlatform.get();
        traffic = new Traffic(platform.gateway().url());
    }

    @AfterEach
    void everyLine_isAsItShouldBe() throws Exception {
        for (ServiceProcess service : platform.services()) {
            assertThat(service.log().problems()).isEmpty();
        }
        assertThat(SharedPlatform.internalErrors()).isEmpty();
    }

    @Test
    void order_acrossAllServices_isOneTrace() throws Exception {
        Reply reply = traffic.create("interview.wav", "de", "draft"); // which is in no cache yet

        assertThat(traffic.awaitEnd(reply).get("state")).isEqualTo("done");
        List<ReceivedSpan> spans = awaitTrace(reply.traceId(), TREE.length);
        assertThat(TraceTree.print(spans).lines().skip(1).map(PlatformIT::withoutTimes))
                .containsExactly(TREE);
    }

    @Test
    void order_leavesLinesInAllServices_underItsIds() throws Exception {
        Reply reply = traffic.post(ORDER, Map.of("X-Request-ID", "order-1", "X-User-ID", "user-7"));
        String id = reply.get("id");
        traffic.awaitEnd(reply);

        for (ServiceProcess service : platform.services()) {
            await().atMost(ofSeconds(10))
                    .untilAsserted(() -> assertThat(service.log().lines(reply.traceId()))
                            .isNotEmpty()
                            .allSatisfy(line -> assertThat(line)
                                    .contains(
                                            "\"request_id\":\"order-1\"",
                                            "\"user_id\":\"user-7\"",
                                            "\"job_id\":\"" + id + "\"")));
            assertThat(service.log().lines(id))
                    .allSatisfy(line -> assertThat(line).contains("\"job_id\":\"" + id + "\""));
        }
        assertThat(platform.jobManager().log().lines(reply.traceId()))
                .anySatisfy(line -> assertThat(line).contains("\"logger\":\"obs.access\""));
        assertThat(platform.worker().log().lines(reply.traceId()))
                .anySatisfy(line -> assertThat(line).contains("\"logger\":\"obs.job\""));
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
        assertThat(traffic.create("greeting.wav", "en").body())
                .contains("\"state\":\"queued\"")
                .doesNotContain("captions");
        assertThat(traffic.awaitEnd(traffic.create("greeting.wav", "en")).get("captions"))
                .startsWith("1\n00:00:00,700 --> 00:00:02,560\nand slow users and service measure service and\n\n2\n");
        assertThat(traffic.awaitEnd(traffic.create("corrupt.wav", "en")).body())
                .contains("\"state\":\"failed\"", "CorruptMediaException: the header promises");
        assertThat(traffic.awaitEnd(traffic.create("missing.wav", "en")).body())
                .contains("\"state\":\"failed\"", "NoSuchKeyException");
        assertThat(traffic.awaitEnd(traffic.create("silence.wav", "en")).body())
                .contains("\"state\":\"failed\"", "nobody speaks in the recording");
        assertThat(traffic.get("/api/v1/jobs?limit=2").body()).startsWith("{\"jobs\":[{\"id\":\"job-");
    }

    @Test
    void service_withWrongSettings_doesNotStart_andSaysWhy(@TempDir Path directory) {
        assertThatThrownBy(() -> start(directory, "worker", Map.of("WORKERS", "0")))
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll(
                        "worker ended with 2 instead of starting",
                        "WORKERS is \"0\"; allowed: a whole number from 1 to 64");
        assertThatThrownBy(() -> start(directory, "job-manager", Map.of("OBS_HTTP_SLOW", "soon")))
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll("job-manager ended with 2", "obs.http.slow", "soon");
        assertThatThrownBy(() -> start(
                        directory, "job-manager", Map.of("CAPTION_POSTGRES_URL", "jdbc:postgresql://127.0.0.1:1/x")))
                .isInstanceOf(IOException.class)
                .hasMessageContainingAll("job-manager ended with 1", "Connection to 127.0.0.1:1 refused");
    }

    private static void start(Path directory, String service, Map<String, String> settings) throws Exception {
        try (ServiceProcess process = ServiceProcess.launch(service, Platform.SMALL, settings, directory)) {
            process.awaitReady();
        }
    }

    /** A trace with so many spans and the gateway's, which may come after all others. */
    private static List<ReceivedSpan> awaitTrace(String traceId, int spans) {
        return await().atMost(ofSeconds(15))
                .until(
                        () -> platform.collector().traces().spans(traceId),
                        found -> found.size() >= spans
                                && found.stream().anyMatch(span -> span.name().equals("POST /api/v1/jobs")));
    }

    private static String withoutTimes(String line) {
        return line.replaceFirst("\\s+\\d+\\.\\d\\d ms\\s+(\\S+)\\s+(\\S+)\\s*", " $1 $2 ")
                .stripTrailing();
    }
}
