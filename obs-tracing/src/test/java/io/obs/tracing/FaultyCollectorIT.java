package io.obs.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.obs.Observability;
import io.obs.collector.OtlpReceiver;
import io.obs.collector.ReceivedSpan;
import io.obs.collector.Reply;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of spans when the collector misbehaves: each arrives once, or is counted as lost. */
class FaultyCollectorIT {

    private static final int SPANS = 300;

    private final OtlpReceiver collector = OtlpReceiver.start();

    @AfterEach
    void stop() {
        collector.close();
    }

    static Stream<Arguments> faults() {
        return Stream.of("grpc", "http/protobuf")
                .flatMap(protocol -> Stream.of(
                        Arguments.of(protocol, "400", Reply.status(400), "export_failed"),
                        Arguments.of(protocol, "503", Reply.status(503), "export_failed"),
                        Arguments.of(protocol, "hanging", Reply.HANG, "export_failed"),
                        Arguments.of(protocol, "resetting", Reply.RESET, "export_failed"),
                        Arguments.of(protocol, "garbage", Reply.GARBAGE, "bad_answer"),
                        Arguments.of(protocol, "200 MB", Reply.HUGE, "export_failed")));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("faults")
    void fault_losesCountedSpansAndPasses(String protocol, String fault, Reply reply, String reason) {
        collector.reply(reply);
        try (Observability obs =
                builder(protocol).set("otel.exporter.otlp.timeout", "1s").build()) {
            work(obs, SPANS);
            await().atMost(Duration.ofSeconds(20)).until(() -> Books.lost(obs) == SPANS);
            assertThat(Books.lost(obs, reason)).isEqualTo(SPANS);
            assertThat(collector.received()).isZero();

            collector.reply(Reply.OK);
            work(obs, SPANS);
            await().atMost(Duration.ofSeconds(20)).until(() -> collector.received() == SPANS);
            assertThat(Books.lost(obs)).isEqualTo(SPANS);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"grpc", "http/protobuf"})
    void partialSuccess_countsTheRejected(String protocol) {
        collector.reply(spans -> Reply.partial(spans / 3));
        try (Observability obs = builder(protocol).build()) {
            work(obs, 30);
            await().until(() -> collector.received() == 30);
            await().untilAsserted(() -> assertThat(Books.lost(obs, "rejected")).isEqualTo(10));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503})
    void refusalForNow_isRetriedWhenItSaysAndEachSpanArrivesOnce(int status) {
        AtomicInteger requests = new AtomicInteger();
        long[] refusedAt = {0};
        long[] acceptedAt = {0};
        collector.reply(spans -> {
            if (requests.incrementAndGet() == 1) {
                refusedAt[0] = System.nanoTime();
                return Reply.retryAfter(status, 2);
            }
            acceptedAt[0] = System.nanoTime();
            return Reply.OK;
        });
        try (Observability obs = builder("http/protobuf").build()) {
            work(obs, 50);
            await().until(() -> collector.received() == 50);
            assertThat(Duration.ofNanos(acceptedAt[0] - refusedAt[0])).isGreaterThanOrEqualTo(Duration.ofSeconds(2));
            assertThat(Books.lost(obs)).isZero();
        }
        List<String> ids = collector.spans().stream().map(ReceivedSpan::spanId).toList();
        assertThat(ids).doesNotHaveDuplicates().hasSize(50);
    }

    @Test
    void queueFull_countsExactlyWhatItDrops() {
        collector.reply(Reply.HANG);
        Observability obs = builder("http/protobuf")
                .set("otel.bsp.max.queue.size", "64")
                .set("otel.exporter.otlp.timeout", "60s")
                .set("obs.shutdown.timeout", "500ms")
                .build();
        work(obs, 1_000);
        assertThat(Books.lost(obs, "queue_full")).isEqualTo(1_000 - 64);
        obs.close();
        assertThat(Books.lost(obs, "shutdown")).isEqualTo(64);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dead", "hanging grpc", "hanging http/protobuf", "503"})
    void close_isBoundedByItsDeadlineAndCountsTheRest(String how) {
        collector.reply(how.equals("503") ? Reply.retryAfter(503, 30) : Reply.HANG);
        Observability.Builder builder = how.equals("dead")
                ? Tracing.builder().set("otel.exporter.otlp.endpoint", "http://127.0.0.1:" + freePort())
                : builder(how.contains("grpc") ? "grpc" : "http/protobuf");
        Observability obs = builder.set("obs.shutdown.timeout", "2s").build();
        work(obs, SPANS);
        long start = System.nanoTime();
        obs.close();
        obs.close();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        assertThat(Books.lost(obs)).isEqualTo(SPANS);
        work(obs, 1);
        assertThat(Books.lost(obs)).isEqualTo(SPANS);
        await().until(() -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().startsWith("BatchSpanProcessor")));
    }

    @Test
    void close_flushesWhatAHealthyCollectorTakes() {
        Observability obs =
                builder("http/protobuf").set("otel.bsp.schedule.delay", "60s").build();
        work(obs, SPANS);
        assertThat(collector.received()).isZero();
        obs.close();
        assertThat(collector.received()).isEqualTo(SPANS);
        assertThat(Books.lost(obs)).isZero();
    }

    private Observability.Builder builder(String protocol) {
        return protocol.equals("grpc") ? Tracing.grpc(collector) : Tracing.http(collector);
    }

    private static void work(Observability obs, int times) {
        for (int i = 0; i < times; i++) {
            Work.start(obs, Context.root(), "work").succeed();
        }
    }

    private static int freePort() {
        try (java.net.ServerSocket socket = new java.net.ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
