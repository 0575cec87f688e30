package io.obs.newcomers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.grpc.Status;
import io.obs.collector.ReceivedSpan;
import io.obs.newcomers.Calls.Answer;
import io.obs.testkit.LogLine;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The newcomer's gRPC service leaves of its calls what the others leave of the like requests. */
class GrpcNewcomerIT {

    private static final int CALLS = 4;

    @TempDir
    Path directory;

    @Test
    void service_leavesTheTwinOfWhatTheOthersLeave() throws Exception {
        try (Service service = Service.start(Newcomer.GRPC, directory);
                Calls calls = service.calls()) {
            assertThat(Left.atZero(service.scrape())).as(service.log()).isEqualTo(Left.golden("at-zero-rpc.txt"));

            Answer created = calls.call("shop.Jobs/Create", "");
            assertThat(created.message()).as(service.log()).isEqualTo("job 42");
            LogLine line = service.accessLines(1).get(0);
            ReceivedSpan span = service.spans(1).get(0);
            assertThat(created.header("x-trace-id")).isEqualTo(span.traceId()).isEqualTo(line.text("trace_id"));
            assertThat(created.header("x-request-id")).isEqualTo(line.text("request_id"));
            assertThat(line.text("span_id")).isEqualTo(span.spanId());

            assertThat(calls.call("shop.Jobs/Get", "42").message()).isEqualTo("job 42 is done");
            service.accessLines(2);
            assertThat(calls.call("shop.Jobs/Report", "").code()).isEqualTo(Status.Code.UNKNOWN);
            service.accessLines(3);
            assertThat(calls.call("shop.Nowhere/At", "").code()).isEqualTo(Status.Code.UNIMPLEMENTED);
            service.accessLines(CALLS);
            List<ReceivedSpan> spans = service.spans(CALLS);
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(service.scrape()
                                    .value("http_requests_total", "endpoint", "UNMATCHED", "status", "501"))
                            .hasValue(1));
            assertThat(Left.by(service, spans)).as(service.log()).isEqualTo(Left.golden("left-rpc.txt"));
        }
    }
}
