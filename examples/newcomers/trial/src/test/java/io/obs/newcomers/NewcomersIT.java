package io.obs.newcomers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.obs.collector.ReceivedSpan;
import io.obs.testkit.LogLine;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each newcomer's service does what README and guide promise, and all of them leave the same. */
class NewcomersIT {

    private static final int REQUESTS = 4;

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(names = "GRPC", mode = EnumSource.Mode.EXCLUDE)
    void service_leavesWhatAllOthersLeave(Newcomer newcomer) throws Exception {
        try (Service service = Service.start(newcomer, directory)) {
            assertThat(Left.atZero(service.scrape()))
                    .as(service.log())
                    .isEqualTo(newcomer.atZeroInItsWords(Left.golden("at-zero.txt")));
            HttpResponse<String> created = service.send("POST", "/api/v1/jobs");
            assertThat(created.statusCode()).as(service.log()).isEqualTo(201);
            assertThat(created.body()).isEqualTo("job 42");
            LogLine line = service.accessLines(1).get(0);
            ReceivedSpan span = service.spans(1).get(0);
            assertThat(created.headers().firstValue("X-Trace-ID")).hasValue(span.traceId());
            assertThat(created.headers().firstValue("X-Request-ID")).hasValue(line.text("request_id"));
            assertThat(line.text("trace_id")).isEqualTo(span.traceId());
            assertThat(line.text("span_id")).isEqualTo(span.spanId());

            assertThat(service.send("GET", "/api/v1/jobs/42").body()).isEqualTo("job 42 is done");
            service.accessLines(2);
            fail(newcomer, service);
            service.accessLines(3);
            assertThat(service.send("GET", "/nowhere").statusCode()).isEqualTo(404);
            service.accessLines(REQUESTS);
            List<ReceivedSpan> spans = service.spans(REQUESTS);
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(service.scrape()
                                    .value("http_requests_total", "endpoint", "UNMATCHED", "status", "404"))
                            .hasValue(1));
            assertThat(Left.by(service, spans))
                    .as(service.log())
                    .isEqualTo(newcomer.inItsWords(Left.golden("left.txt")));
        }
    }

    private static void fail(Newcomer newcomer, Service service) throws Exception {
        try {
            assertThat(service.send("POST", "/api/v1/reports").statusCode()).isEqualTo(500);
        } catch (IOException closedWithoutAnAnswer) {
            assertThat(newcomer).isEqualTo(Newcomer.JDK);
        }
    }
}
