package io.obs.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.obs.context.RequestContext;
import io.obs.pipeline.Clock;
import io.obs.testkit.TestTelemetry;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Jobs that run again and again: the executor's time is real, the time that gauges tell is the test's. */
class ScheduledJobsIT {

    private static final String AGE = "obs_scheduled_job_last_success_age_seconds";
    private static final String MISSED = "obs_scheduled_job_missed_runs";
    private static final Duration NOW = Duration.ZERO;
    private static final Duration MILLIS = Duration.ofMillis(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private final Stopped clock = new Stopped(new AtomicLong());
    private final TestTelemetry telemetry = TestTelemetry.start(builder -> builder.clock(clock));
    private final JobsObservability jobs = JobsObservability.create(telemetry.obs());
    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();

    /** Stands still until told. */
    private record Stopped(AtomicLong nanos) implements Clock {
        void advance(Duration by) {
            nanos.addAndGet(by.toNanos());
        }

        @Override
        public long nanoTime() {
            return nanos.get();
        }

        @Override
        public long epochNanos(long nanoTime) {
            return nanoTime;
        }
    }

    @AfterEach
    void close() {
        executor.shutdownNow();
        telemetry.close();
    }

    private void value(double value, String name) {
        assertThat(telemetry.scrape().value(name, "job_name", "sweep", "service", TestTelemetry.SERVICE))
                .as(name)
                .hasValue(value);
    }

    @Test
    void jobThatNeverRan_isSeen() {
        ScheduledFuture<?> unused = jobs.scheduleAtFixedRate(executor, "sweep", HOUR, HOUR, () -> {});
        value(0, AGE);
        value(0, MISSED);

        clock.advance(HOUR);
        value(3600, AGE);
        value(0, MISSED);

        clock.advance(Duration.ofMinutes(1));
        value(1, MISSED);

        clock.advance(Duration.ofHours(2));
        value(3, MISSED);
        value(3 * 3600 + 60, AGE);
        assertThat(telemetry.scrape().value("jobs_created_total")).hasValue(0);
    }

    @Test
    void runs_areJobs_andTheirSuccessIsRemembered() {
        Semaphore mayRun = new Semaphore(0);
        ScheduledFuture<?> unused =
                jobs.scheduleWithFixedDelay(executor, "sweep", NOW, MILLIS, mayRun::acquireUninterruptibly);
        clock.advance(HOUR);
        value(3600, AGE);

        mayRun.release(1);
        telemetry.eventually(() -> value(0, AGE));
        telemetry.eventually(() -> assertThat(telemetry.lines("obs.job")).hasSize(1));
        assertThat(telemetry.lines("obs.job").get(0).text("message")).isEqualTo("job sweep succeeded");
        telemetry.eventually(() -> value(0, MISSED)); // the next one runs, and waits
        clock.advance(HOUR);
        value(0, MISSED);
        value(3600, AGE);
        mayRun.release(1_000_000);
    }

    @Test
    void runThatHangs_letsThoseBeMissedThatAreDueMeanwhile() {
        Semaphore mayEnd = new Semaphore(0);
        Semaphore began = new Semaphore(0);
        ScheduledFuture<?> unused = jobs.scheduleAtFixedRate(executor, "sweep", NOW, Duration.ofSeconds(10), () -> {
            began.release();
            mayEnd.acquireUninterruptibly();
        });
        began.acquireUninterruptibly();
        value(0, MISSED);

        clock.advance(Duration.ofSeconds(35));
        value(2, MISSED); // those of 10 and 20 seconds; that of 30 may still come
        mayEnd.release(1_000_000);
    }

    @Test
    void runThatThrows_isTheLast_andTheMissingOnesAreSeen() {
        ScheduledFuture<?> future = jobs.scheduleAtFixedRate(executor, "sweep", NOW, Duration.ofSeconds(1), () -> {
            throw new IllegalArgumentException("bad");
        });
        assertThatThrownBy(future::get).hasCauseInstanceOf(IllegalArgumentException.class);
        assertThat(telemetry.scrape().value("jobs_failed_total", "failure_reason", "validation"))
                .hasValue(1);

        clock.advance(Duration.ofSeconds(10));
        value(9, MISSED);
        value(10, AGE);
    }

    @Test
    void cancelledJob_hasNoGauges() {
        ScheduledFuture<?> future = jobs.scheduleAtFixedRate(executor, "sweep", HOUR, HOUR, () -> {});
        value(0, MISSED);

        future.cancel(false);
        assertThat(telemetry.scrape().value(MISSED, "job_name", "sweep")).isEmpty();
        assertThat(telemetry.scrape().value(AGE, "job_name", "sweep")).isEmpty();
    }

    @Test
    void jobThatTheExecutorRefuses_hasNoGauges() {
        executor.shutdown();
        assertThatThrownBy(() -> jobs.scheduleAtFixedRate(executor, "sweep", HOUR, HOUR, () -> {}))
                .isInstanceOf(RejectedExecutionException.class);
        assertThat(telemetry.scrape().value(MISSED, "job_name", "sweep")).isEmpty();
    }

    @Test
    @SuppressWarnings("try") // the scope is only held
    void run_isPartOfNoRequest() {
        try (Scope scope = Context.root().with(RequestContext.of("mine")).makeCurrent()) {
            ScheduledFuture<?> unused = jobs.scheduleAtFixedRate(executor, "sweep", NOW, HOUR, () -> {});
        }
        telemetry.eventually(() -> assertThat(telemetry.lines("obs.job"))
                .singleElement()
                .satisfies(line -> assertThat(line.text("request_id")).startsWith("req-")));
    }

    @Test
    void periodBelowAMillisecond_isRefused() {
        assertThatThrownBy(() -> jobs.scheduleAtFixedRate(executor, "sweep", NOW, Duration.ofNanos(1), () -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("sweep every PT0.000000001S; allowed: a millisecond at least");
    }
}
