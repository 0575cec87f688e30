package io.obs.logging.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.obs.pipeline.Drops;
import io.obs.pipeline.Signal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LogSinkTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    private final FakeOutput output = new FakeOutput();
    private final ManualClock clock = new ManualClock();
    private LogSink sink = sink(new Limits(1_000, 1 << 20));

    private LogSink sink(Limits limits) {
        return new LogSink(output, limits, message -> (message + "\n").getBytes(StandardCharsets.UTF_8), clock);
    }

    @AfterEach
    void leaveNoThread() {
        output.work();
        sink.leave();
    }

    @Test
    void lines_comeOutWholeAndInOrder() {
        List<String> made = IntStream.range(0, 700).mapToObj(i -> "line " + i).toList();

        made.forEach(this::info);

        assertThat(sink.flush(SOON)).isTrue();
        assertThat(output.lines()).isEqualTo(made);
        assertThat(sink.totals()).isEqualTo(new LogSink.Totals(700, 700, 0, 0));
    }

    @Test
    void smallLines_shareWrites() {
        output.block();
        IntStream.range(0, 700).forEach(i -> info("line " + i));

        output.work();

        assertThat(sink.flush(SOON)).isTrue();
        assertThat(output.writes()).isLessThan(10);
    }

    @Test
    void longLine_comesOutWhole() {
        String longLine = "x".repeat(300_000);

        info("before");
        info(longLine);
        info("after");

        assertThat(sink.flush(SOON)).isTrue();
        assertThat(output.lines()).containsExactly("before", longLine, "after");
    }

    @Test
    void growingQueue_keepsEveryByte() {
        sink = sink(new Limits(100_000, 8 << 20));
        info("first");
        assertThat(sink.flush(SOON)).isTrue();
        output.block();
        List<String> made = IntStream.range(0, 20_000)
                .mapToObj(i -> "line " + i + " " + "y".repeat(i % 400))
                .toList();

        made.forEach(this::info);
        output.work();

        assertThat(sink.flush(SOON)).isTrue();
        assertThat(output.lines()).hasSize(20_001).endsWith(made.toArray(String[]::new));
    }

    @Test
    void blockedOutput_losesAndCountsWhatDoesNotFit() {
        output.block();

        IntStream.range(0, 5_000).forEach(i -> info("line " + i));

        LogSink.Totals blocked = sink.totals();
        assertThat(blocked.lost()).isEqualTo(5_000 - 750);
        assertThat(blocked.queued()).isEqualTo(750);

        output.work();
        assertThat(sink.flush(SOON)).isTrue();
        await().atMost(SOON).until(() -> output.lines().size() == 751);
        assertThat(output.lines().subList(0, 750))
                .isEqualTo(IntStream.range(0, 750).mapToObj(i -> "line " + i).toList());
        assertThat(output.lines().get(750)).isEqualTo("obs: 4250 log lines were lost (queue_full)");
    }

    @Test
    void blockedOutput_keepsRoomForWarnings() {
        output.block();
        IntStream.range(0, 5_000).forEach(i -> info("line " + i));

        IntStream.range(0, 300).forEach(i -> warn("warning " + i));
        output.work();

        assertThat(sink.flush(SOON)).isTrue();
        assertThat(output.lines()).contains("warning 0", "warning 249").doesNotContain("warning 250");
    }

    @Test
    void queueByBytes_isBounded() {
        sink = sink(new Limits(1_000_000, 4_096));
        output.block();

        IntStream.range(0, 1_000).forEach(i -> info("z".repeat(95)));

        assertThat(sink.totals().queued()).isEqualTo(4_096 * 3 / 4 / 100);
    }

    @Test
    void lineLargerThanTheQueue_isLostAsTooLong() {
        Drops drops = new Drops();
        sink.mirror(drops);

        info("x".repeat(1 << 20));
        info("next");

        assertThat(sink.flush(SOON)).isTrue();
        assertThat(drops.totals()).containsEntry(new Drops.Kind(Signal.LOG, "too_long"), 1L);
        assertThat(output.lines()).contains("next");
    }

    @Test
    void fullDisk_tearsNoLineAndLosesNone() {
        output.fail("No space left on device", 13);
        info("first line");
        info("second line");
        info("third line");
        await().atMost(SOON).until(() -> output.text().equals("first line\nse"));

        output.work();

        assertThat(sink.flush(SOON)).isTrue();
        assertThat(output.lines()).containsExactly("first line", "second line", "third line");
        assertThat(sink.totals()).isEqualTo(new LogSink.Totals(3, 3, 0, 0));
    }

    @Test
    void fullDisk_inALongLine_isFinishedLater() {
        String longLine = "x".repeat(200_000);
        output.fail("No space left on device", 150_000);
        info(longLine);
        info("after");
        await().atMost(SOON).until(() -> output.text().length() == 150_000);

        output.work();

        assertThat(sink.flush(SOON)).isTrue();
        assertThat(output.lines()).containsExactly(longLine, "after");
    }

    @Test
    void newReader_getsTheTornLineFromItsBeginning() {
        output.fail("Broken pipe", 13);
        info("first line");
        info("second line");
        await().atMost(SOON).until(() -> output.text().equals("first line\nse"));

        output.replaceReader();
        output.work();

        assertThat(sink.flush(SOON)).isTrue();
        assertThat(output.lines()).containsExactly("second line");
    }

    @Test
    void failingOutput_isToldApartFromABlockedOne() {
        Drops drops = new Drops();
        sink.mirror(drops);
        output.fail("No space left on device", 0);
        info("line");
        assertThat(sink.flush(Duration.ofMillis(1_500))).isFalse();

        IntStream.range(0, 2_000).forEach(i -> info("line " + i));

        assertThat(drops.totals()).containsEntry(new Drops.Kind(Signal.LOG, "write_failed"), 2_001L - 750);
    }

    @Test
    void losses_areReportedOnceAMinute() {
        sink.lost(LossReason.ENCODING);
        info("one");
        await().atMost(SOON).until(() -> output.text().contains("obs: 1 log line was lost (encoding)"));

        sink.lost(LossReason.ENCODING);
        sink.lost(LossReason.ENCODING);
        info("two");
        assertThat(sink.flush(SOON)).isTrue();
        assertThat(output.lines()).hasSize(3);

        clock.advance(Duration.ofMinutes(1));
        info("three");
        await().atMost(SOON).until(() -> output.text().contains("obs: 2 log lines were lost (encoding)"));
    }

    @Test
    void lossesBeforeInit_areCarriedOver() {
        sink.lost(LossReason.ENCODING);
        Drops drops = new Drops();

        sink.mirror(drops);
        sink.lost(LossReason.ENCODING);

        assertThat(drops.totals()).containsEntry(new Drops.Kind(Signal.LOG, "encoding"), 2L);
    }

    @Test
    void end_withABlockedOutput_isBoundedAndCountsTheRest() {
        Drops drops = new Drops();
        sink.mirror(drops);
        output.block();
        IntStream.range(0, 700).forEach(i -> info("a line that is a little longer " + i));
        await().atMost(SOON).until(output::inWrite);

        String lastWords = sink.end(Duration.ofMillis(100));

        LogSink.Totals totals = sink.totals();
        assertThat(totals.lost()).isPositive();
        assertThat(totals.lost() + totals.queued()).isEqualTo(700);
        assertThat(lastWords).isEqualTo("obs: " + totals.lost() + " log lines were lost (closed)");
        assertThat(drops.totals()).containsEntry(new Drops.Kind(Signal.LOG, "closed"), totals.lost());
    }

    @Test
    void afterTheEnd_eachLineIsWaitedFor() {
        assertThat(sink.end(SOON)).isNull();

        info("from another shutdown hook");

        assertThat(output.lines()).containsExactly("from another shutdown hook");
    }

    @Test
    void leftAlone_noThreadStays() {
        info("line");
        sink.leave();

        await().atMost(SOON).until(() -> writers() == 0);

        info("one more");
        assertThat(output.lines()).containsExactly("line", "one more");
    }

    @Test
    void interrupt_isPreservedAndDoesNotShortenAFlush() {
        info("line");
        Thread.currentThread().interrupt();

        boolean out = sink.flush(SOON);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(out).isTrue();
        assertThat(output.lines()).containsExactly("line");
    }

    @Test
    void manyThreads_loseNothingAndMixNothing() throws InterruptedException {
        sink = sink(new Limits(100_000, 16 << 20));
        int threads = 8;
        CountDownLatch done = new CountDownLatch(threads);
        List<Thread> all = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            String name = "thread " + t;
            Thread thread = new Thread(() -> {
                IntStream.range(0, 5_000).forEach(i -> info(name + " line " + i));
                done.countDown();
            });
            all.add(thread);
            thread.start();
        }
        done.await();

        assertThat(sink.flush(SOON)).isTrue();
        List<String> lines = output.lines();
        assertThat(lines).hasSize(40_000);
        for (int t = 0; t < threads; t++) {
            String name = "thread " + t;
            assertThat(lines.stream().filter(line -> line.startsWith(name)))
                    .containsExactlyElementsOf(IntStream.range(0, 5_000)
                            .mapToObj(i -> name + " line " + i)
                            .toList());
        }
        for (Thread thread : all) {
            thread.join();
        }
    }

    private static long writers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("obs-log-writer"))
                .count();
    }

    private void info(String line) {
        offer(line, false);
    }

    private void warn(String line) {
        offer(line, true);
    }

    private void offer(String line, boolean important) {
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        sink.offer(bytes, 0, bytes.length, important);
    }
}
