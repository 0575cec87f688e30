package io.obs.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.obs.context.RequestContext;
import io.obs.job.ObservedJob;
import io.obs.testkit.LogLine;
import io.obs.testkit.TestTelemetry;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class JobsObservabilityIT {

    private static final Logger LOG = LoggerFactory.getLogger("jobs.test");

    private final TestTelemetry telemetry = TestTelemetry.start();
    private final JobsObservability jobs = JobsObservability.create(telemetry.obs());
    private final ExecutorService executor = Executors.newSingleThreadExecutor();

    @AfterEach
    void close() {
        executor.shutdownNow();
        telemetry.close();
    }

    private void value(double value, String name, String... labels) {
        assertThat(telemetry.scrape().value(name, labels)).as(name).hasValue(value);
    }

    /** What is there when one job has ended so. */
    private LogLine oneJob(String status, String level) {
        telemetry.eventually(() -> assertThat(telemetry.lines("obs.job")).hasSize(1));
        value(1, "jobs_created_total");
        for (String each : new String[] {"success", "failure", "cancelled"}) {
            value(each.equals(status) ? 1 : 0, "jobs_completed_total", "status", each);
        }
        value(0, "jobs_active");
        LogLine line = telemetry.lines("obs.job").get(0);
        assertThat(line.text("level")).isEqualTo(level);
        return line;
    }

    @Test
    void series_existAtZero() {
        value(0, "jobs_created_total", "service", TestTelemetry.SERVICE);
        value(0, "jobs_active");
        value(0, "jobs_failed_total", "failure_reason", "circuit_open");
        value(0, "job_processing_duration_seconds_count");
    }

    @Test
    void job_hasItsIdsLineSpanAndCounts() {
        String result = jobs.call("extract", "job-7", () -> {
            LOG.info("inside");
            value(1, "jobs_active");
            return "done";
        });
        assertThat(result).isEqualTo("done");
        LogLine line = oneJob("success", "INFO");
        assertThat(line.fields())
                .containsEntry("job_id", "job-7")
                .containsEntry("job", "extract")
                .containsKey("duration_ms");
        assertThat(line.text("request_id")).matches("req-[0-9a-f]{24,}");
        assertThat(telemetry.lines("jobs.test"))
                .singleElement()
                .satisfies(inside -> assertThat(inside.fields())
                        .containsEntry("job_id", "job-7")
                        .containsEntry("request_id", line.text("request_id"))
                        .containsEntry("span_id", line.text("span_id")));
        value(1, "job_processing_duration_seconds_count");
        telemetry.eventually(() -> assertThat(telemetry.spans()).singleElement().satisfies(span -> {
            assertThat(span.name()).isEqualTo("extract");
            assertThat(span.attributes()).containsEntry("obs.job.id", "job-7");
        }));
    }

    @Test
    void checkedException_passesByItsOwnType() {
        IOException thrown = new IOException("disk");
        try {
            jobs.run("extract", () -> {
                throw thrown;
            });
        } catch (IOException e) {
            assertThat(e).isSameAs(thrown);
        }
        LogLine line = oneJob("failure", "ERROR");
        assertThat(line.fields()).containsKey("error").containsEntry("failure_reason", "io");
        value(1, "jobs_failed_total", "failure_reason", "io");
    }

    @Test
    void classifierThatThrows_isKeptFromTheService() {
        JobsObservability own = JobsObservability.create(telemetry.obs(), error -> {
            throw new IllegalStateException("classifier");
        });
        assertThatThrownBy(() -> own.run("extract", () -> {
                    throw new TimeoutException("slow");
                }))
                .isInstanceOf(TimeoutException.class);
        value(1, "jobs_failed_total", "failure_reason", "internal");
    }

    @Test
    @SuppressWarnings("try") // the scope is only held
    void submittedJob_runsInTheContextOfItsSubmission() throws Exception {
        Future<String> future;
        try (Scope scope = Context.root().with(RequestContext.of("mine")).makeCurrent()) {
            future = jobs.submit(
                    executor,
                    "extract",
                    () -> String.valueOf(RequestContext.current().requestId()));
        }
        assertThat(future.get()).isEqualTo("mine");
        assertThat(oneJob("success", "INFO").text("request_id")).isEqualTo("mine");
    }

    @Test
    void futureCancelledWhileRunning_isCancelledNotFailed() throws Exception {
        CountDownLatch running = new CountDownLatch(1);
        Future<Object> future = jobs.submit(executor, "extract", () -> {
            running.countDown();
            new CountDownLatch(1).await();
            return null;
        });
        running.await();
        future.cancel(true);
        assertThat(oneJob("cancelled", "INFO").fields()).doesNotContainKey("error");
        value(0, "jobs_failed_total", "failure_reason", "interrupted");
    }

    @Test
    void futureCancelledBeforeItRan_isCancelledButNotProcessed() throws Exception {
        CountDownLatch busy = new CountDownLatch(1);
        executor.execute(() -> {
            try {
                busy.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        Future<String> future = jobs.submit(executor, "extract", () -> "never");
        future.cancel(false);
        busy.countDown();
        oneJob("cancelled", "INFO");
        executor.submit(() -> {}).get();
        oneJob("cancelled", "INFO");
        value(0, "job_processing_duration_seconds_count");
    }

    @Test
    void interruptNobodyAskedFor_isAFailure() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> jobs.run("extract", () -> new CountDownLatch(1).await()))
                .isInstanceOf(InterruptedException.class);
        oneJob("failure", "ERROR");
        value(1, "jobs_failed_total", "failure_reason", "interrupted");
    }

    @Test
    void rejectedJob_failsAndTheExceptionIsTheExecutorsOwn() {
        executor.shutdown();
        assertThatThrownBy(() -> jobs.submit(executor, "extract", () -> "never"))
                .isInstanceOf(RejectedExecutionException.class);
        oneJob("failure", "ERROR");
        value(0, "job_processing_duration_seconds_count");
    }

    @Test
    void stage_endsTheJobWhenItCompletes() {
        CompletableFuture<String> stage = new CompletableFuture<>();
        assertThat(jobs.<CompletableFuture<String>, RuntimeException>call("extract", () -> stage))
                .isSameAs(stage);
        value(1, "jobs_active");
        assertThat(telemetry.lines("obs.job")).isEmpty();
        stage.completeExceptionally(new TimeoutException("slow"));
        oneJob("failure", "ERROR");
        value(1, "jobs_failed_total", "failure_reason", "timeout");
    }

    @Test
    void cancelledStage_isACancelledJob() {
        CompletableFuture<String> stage = new CompletableFuture<>();
        jobs.<CompletableFuture<String>, RuntimeException>call("extract", () -> stage);
        stage.cancel(true);
        oneJob("cancelled", "INFO");
    }

    @Test
    void jobSubmittedElsewhere_isNotCreatedTwice() {
        jobs.created();
        jobs.createdElsewhere().run("extract", () -> {});
        oneJob("success", "INFO");
    }

    @Test
    void jobs_runOnOnceObsIsClosed() throws Exception {
        telemetry.obs().close();
        assertThat(jobs.<String, RuntimeException>call("extract", () -> "done")).isEqualTo("done");
        assertThat(jobs.submit(executor, "extract", () -> "done").get()).isEqualTo("done");
        assertThatThrownBy(() -> jobs.submit(executor, "extract", () -> {
                            throw new IOException("disk");
                        })
                        .get())
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(IOException.class);
    }

    /** An interface with a marked method, and ones that aren't. */
    interface Extractor<V> {
        @ObservedJob("extract_captions")
        String extract(V video) throws IOException;

        String later(V video);

        default String twice(V video) throws IOException {
            return extract(video) + extract(video);
        }
    }

    static final class RealExtractor implements Extractor<String> {
        @Override
        public String extract(String video) throws IOException {
            if (video.isEmpty()) {
                throw new IOException("no video");
            }
            return "captions of " + video;
        }

        @Override
        @ObservedJob(created = false)
        public String later(String video) {
            return "later " + video;
        }

        @Override
        public String toString() {
            return "the real one";
        }
    }

    @Test
    @SuppressWarnings("unchecked") // a class literal knows no type arguments
    void proxy_observesMarkedMethodsOnly() throws Exception {
        RealExtractor real = new RealExtractor();
        Extractor<String> observed = jobs.proxy(Extractor.class, real);
        assertThat(observed.extract("a")).isEqualTo("captions of a");
        assertThat(oneJob("success", "INFO").text("job")).isEqualTo("extract_captions");
        assertThat(observed.twice("b")).isEqualTo("captions of bcaptions of b");
        value(1, "jobs_created_total");
        assertThat(observed.later("c")).isEqualTo("later c");
        value(1, "jobs_created_total");
        value(2, "jobs_completed_total", "status", "success");
        assertThatThrownBy(() -> observed.extract("")).isExactlyInstanceOf(IOException.class);
        value(1, "jobs_failed_total", "failure_reason", "io");
        assertThat(observed).hasToString("the real one").isEqualTo(jobs.proxy(Extractor.class, real));
        assertThat(observed.hashCode()).isEqualTo(real.hashCode());
    }

    @Test
    void proxy_ofWhatCannotBeOneIsRefused() {
        assertThatThrownBy(() -> jobs.proxy(RealExtractor.class, new RealExtractor()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is no interface");
        assertThatThrownBy(() -> jobs.proxy(Runnable.class, () -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("@ObservedJob");
    }
}
