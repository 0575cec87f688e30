package io.obs.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.obs.job.FailureClassifier;
import io.obs.job.FailureReason;
import io.obs.job.Field;
import io.obs.job.ObservedJob;
import io.obs.pipeline.Clock;
import io.obs.testkit.LogLine;
import io.obs.testkit.TestTelemetry;
import java.io.IOException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a mark says, as its jobs show it. */
class ObservedJobIT {

    private static final Logger LOG = LoggerFactory.getLogger("marks.test");

    private final AtomicLong elapsed = new AtomicLong();
    private final TestTelemetry telemetry =
            TestTelemetry.start(builder -> builder.clock(new Late(Clock.system(), elapsed)));
    private final JobsObservability jobs = JobsObservability.create(telemetry.obs());
    private final Extractor extractor = jobs.proxy(Extractor.class, new RealExtractor(elapsed));

    @AfterEach
    void close() {
        telemetry.close();
    }

    /** The system's clock, and what tests let pass besides. */
    private record Late(Clock clock, AtomicLong elapsed) implements Clock {
        @Override
        public long nanoTime() {
            return clock.nanoTime() + elapsed.get();
        }

        @Override
        public long epochNanos(long nanoTime) {
            return clock.epochNanos(nanoTime - elapsed.get());
        }
    }

    enum Language {
        PT,
        EN
    }

    static final class OnlyTimeouts implements FailureClassifier {
        @Override
        public String reason(Throwable error) {
            return error instanceof TimeoutException ? "timeout" : "dependency";
        }
    }

    static final class BadVideo extends IOException {
        private static final long serialVersionUID = 1;
    }

    interface Extractor {
        @ObservedJob(value = "extract_captions", slow = "30s")
        String extract(
                @Field("job_id") String id,
                @Field("language") Language language,
                @Field("part") int part,
                @Field("api_token") String token,
                byte[] video);

        @ObservedJob(
                reasons = @FailureReason(of = BadVideo.class, is = "validation"),
                classifier = OnlyTimeouts.class,
                created = false)
        void fail(Exception with) throws Exception;

        @ObservedJob
        Future<String> later(Future<String> future);
    }

    record RealExtractor(AtomicLong elapsed) implements Extractor {
        @Override
        public String extract(String id, Language language, int part, String token, byte[] video) {
            LOG.info("inside");
            elapsed.addAndGet(TimeUnit.SECONDS.toNanos(part));
            return "captions";
        }

        @Override
        public void fail(Exception with) throws Exception {
            throw with;
        }

        @Override
        public Future<String> later(Future<String> future) {
            return future;
        }
    }

    private LogLine line() {
        telemetry.eventually(() -> assertThat(telemetry.lines("obs.job")).hasSize(1));
        return telemetry.lines("obs.job").get(0);
    }

    private void value(double value, String name, String... labels) {
        assertThat(telemetry.scrape().value(name, labels)).as(name).hasValue(value);
    }

    @Test
    void fields_areOnEachLineInsideAndOnTheSpan() {
        extractor.extract("job-7", Language.PT, 2, "hunter2", new byte[0]);

        for (LogLine line : new LogLine[] {line(), telemetry.lines("marks.test").get(0)}) {
            assertThat(line.fields())
                    .containsEntry("job_id", "job-7")
                    .containsEntry("language", "PT")
                    .hasEntrySatisfying("part", part -> assertThat(part).hasToString("2"))
                    .containsEntry("api_token", "***");
        }
        telemetry.eventually(() -> assertThat(telemetry.spans()).singleElement().satisfies(span -> {
            assertThat(span.name()).isEqualTo("extract_captions");
            assertThat(span.attributes())
                    .containsEntry("obs.job.id", "job-7")
                    .containsEntry("language", "PT")
                    .hasEntrySatisfying("part", part -> assertThat(part).hasToString("2"))
                    .containsEntry("api_token", "***")
                    .doesNotContainKey("job_id");
        }));
    }

    @Test
    void longTextIsCut_andNullLeftOut() {
        extractor.extract("x".repeat(300), null, 0, null, new byte[0]);

        assertThat(line().fields())
                .containsEntry("job_id", "x".repeat(256))
                .doesNotContainKeys("language", "api_token");
    }

    @Test
    void slow_isWhatTheMarkSays() {
        extractor.extract("a", null, 29, null, new byte[0]);
        assertThat(line().text("level")).isEqualTo("INFO");

        extractor.extract("b", null, 31, null, new byte[0]);
        assertThat(telemetry.lines("obs.job").get(1).text("level")).isEqualTo("WARN");
    }

    @Test
    void reason_isTheMarksThenItsClassifiers() {
        for (Exception thrown : new Exception[] {new BadVideo(), new TimeoutException(), new IOException()}) {
            assertThatThrownBy(() -> extractor.fail(thrown)).isSameAs(thrown);
        }
        value(1, "jobs_failed_total", "failure_reason", "validation");
        value(1, "jobs_failed_total", "failure_reason", "timeout");
        value(1, "jobs_failed_total", "failure_reason", "dependency");
        value(0, "jobs_created_total");
    }

    @Test
    void classifierGivenByTheService_isAskedForMarksWithoutOne() throws Exception {
        try (TestTelemetry own =
                TestTelemetry.start(builder -> builder.use(FailureClassifier.class, error -> "circuit_open"))) {
            Extractor observed = JobsObservability.create(own.obs()).proxy(Extractor.class, new RealExtractor(elapsed));
            FutureTask<String> failing = new FutureTask<>(() -> {
                throw new BadVideo();
            });
            failing.run();
            assertThat(observed.later(failing)).isSameAs(failing);
            own.eventually(() -> assertThat(own.scrape().value("jobs_failed_total", "failure_reason", "circuit_open"))
                    .hasValue(1));
        }
    }

    @Test
    void future_endsTheJobWhenItIsDone() {
        FutureTask<String> future = new FutureTask<>(() -> "done");
        assertThat(extractor.later(future)).isSameAs(future);
        value(1, "jobs_active");
        assertThat(telemetry.lines("obs.job")).isEmpty();

        future.run();
        assertThat(line().text("message")).isEqualTo("job later succeeded");
        value(0, "jobs_active");
    }

    @Test
    void cancelledFuture_isACancelledJob() {
        FutureTask<String> future = new FutureTask<>(() -> "never");
        assertThat(extractor.later(future).cancel(true)).isTrue();

        assertThat(line().text("message")).isEqualTo("job later was cancelled");
    }

    @Test
    void mark_thatCannotTakeEffect_isRefusedWithAllThatIsWrong() {
        assertThatThrownBy(() -> jobs.proxy(Wrong.class, (video, id, other) -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "@ObservedJob: " + Wrong.class.getName() + ".extract is named '{id}'; allowed: ")
                .hasMessageContaining("; it is slow from 'never' on; allowed: ")
                .hasMessageContaining("; it fails for the reason 'bad'; allowed: ")
                .hasMessageContaining(
                        "; it has the classifier " + NeedsAClock.class.getName() + ", which can't be made")
                .hasMessageContaining("; it has a field 'video' of the type [B; allowed: ")
                .hasMessageContaining("; it has a field 'service', which a line has of its own")
                .hasMessageContaining("; it has two fields 'video'");
    }

    record NeedsAClock(Clock clock) implements FailureClassifier {
        @Override
        public String reason(Throwable error) {
            return "io";
        }
    }

    interface Wrong {
        @ObservedJob(
                value = "{id}",
                slow = "never",
                reasons = @FailureReason(of = IOException.class, is = "bad"),
                classifier = NeedsAClock.class)
        void extract(@Field("video") byte[] video, @Field("service") String id, @Field("video") String other);
    }
}
