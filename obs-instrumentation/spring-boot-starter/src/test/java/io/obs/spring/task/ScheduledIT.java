package io.obs.spring.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.obs.context.RequestContext;
import io.obs.job.FailureReason;
import io.obs.job.ObservedJob;
import io.obs.pipeline.Clock;
import io.obs.spring.BootApplication;
import io.obs.testkit.LogLine;
import io.obs.testkit.TestTelemetry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;

/** What Spring schedules, in real time; the time that gauges tell passes when the test says so besides. */
@SuppressWarnings({"try", "UnusedMethod"}) // applications are only held; Spring calls private methods
class ScheduledIT {

    private static final String AGE = "obs_scheduled_job_last_success_age_seconds";
    private static final String MISSED = "obs_scheduled_job_missed_runs";

    private final AtomicLong elapsed = new AtomicLong();
    private final TestTelemetry telemetry =
            TestTelemetry.start(builder -> builder.clock(new Late(Clock.system(), elapsed)));

    private record Late(Clock clock, AtomicLong elapsed) implements Clock {
        @Override
        public long nanoTime() {
            return clock.nanoTime() + elapsed.get();
        }

        @Override
        public long epochNanos(long nanoTime) {
            return clock.epochNanos(nanoTime - elapsed.get()) + elapsed.get();
        }
    }

    @AfterEach
    void close() {
        telemetry.close();
    }

    private BootApplication start(List<String> arguments, Class<?>... configuration) {
        return BootApplication.observedBy(telemetry.obs(), WebApplicationType.NONE, Map.of(), arguments, configuration);
    }

    private void missed(String name, double value) {
        assertThat(telemetry.scrape().value(MISSED, "job_name", name, "service", TestTelemetry.SERVICE))
                .as(name)
                .hasValue(value);
    }

    private double age(String name) {
        return telemetry.scrape().value(AGE, "job_name", name).orElseThrow();
    }

    private List<LogLine> ends(String job) {
        return telemetry.lines("obs.job").stream()
                .filter(line -> job.equals(line.text("job")))
                .toList();
    }

    private static void log(String message) {
        LoggerFactory.getLogger("scheduled.test").info(message);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void run_isAJobOutsideOfAnyRequest(boolean virtualThreads) {
        try (BootApplication application =
                start(List.of("--spring.threads.virtual.enabled=" + virtualThreads), Jobs.class)) {
            telemetry.eventually(() -> assertThat(ends("Jobs.sweep")).isNotEmpty());
            LogLine end = ends("Jobs.sweep").get(0);
            assertThat(end.fields())
                    .containsEntry("message", "job Jobs.sweep succeeded")
                    .containsKey("duration_ms");
            assertThat(telemetry.lines("scheduled.test").stream()
                            .filter(line -> line.text("message").equals("sweeping"))
                            .toList()
                            .get(0)
                            .text("trace_id"))
                    .isEqualTo(end.text("trace_id"));
            assertThat(end.text("request_id")).startsWith("req-");
            assertThat(telemetry
                            .scrape()
                            .value("jobs_completed_total", "status", "success")
                            .orElseThrow())
                    .isPositive();
            telemetry.eventually(() -> assertThat(telemetry.spans()).anySatisfy(span -> {
                assertThat(span.name()).isEqualTo("Jobs.sweep");
                assertThat(span.traceId()).isEqualTo(end.text("trace_id"));
                assertThat(span.parentSpanId()).isEmpty();
            }));
            assertThat(application.bean(Jobs.class).outside).isEqualTo(RequestContext.NONE);
        }
    }

    @Test
    void gauges_areThereAlsoOfWhatNeverRuns() {
        try (BootApplication application = start(List.of(), Jobs.class)) {
            missed("Jobs.nightly", 0);
            missed("Jobs.hourly", 0);
            assertThat(age("Jobs.nightly")).isLessThan(3600);
            elapsed.addAndGet(Duration.ofDays(2).plusMinutes(1).toNanos());
            missed("Jobs.nightly", 2);
            missed("Jobs.hourly", 48);
            missed("Jobs.twice", 48);
            missed("adding", 1);
            assertThat(age("Jobs.nightly")).isGreaterThanOrEqualTo(48 * 3600);
            assertThat(telemetry.scrape().value(MISSED, "job_name", "Jobs.once"))
                    .isEmpty();
        }
        assertThat(telemetry.scrape().value(MISSED, "job_name", "Jobs.nightly")).isEmpty();
    }

    @Test
    void hanging_isMissedAtAFixedRateAndNotWithAFixedDelay() {
        try (BootApplication application = start(List.of("--spring.task.scheduling.pool.size=3"), Hanging.class)) {
            Hanging hanging = application.bean(Hanging.class);
            try {
                telemetry.eventually(
                        () -> assertThat(hanging.started.getCount()).isZero());
                elapsed.addAndGet(Duration.ofMinutes(61).toNanos());
                missed("Hanging.atRate", 6);
                missed("Hanging.byCron", 1000); // no more are counted
                missed("Hanging.delayed", 0);
                assertThat(telemetry.scrape().value("jobs_active")).hasValue(3);
            } finally {
                hanging.goOn.countDown();
            }
            telemetry.eventually(() -> assertThat(age("Hanging.delayed")).isLessThan(60));
        }
    }

    @Test
    void failure_isClassifiedAndGoesOnToTheSchedulersOwnHandling() {
        try (BootApplication application = start(List.of(), Failing.class)) {
            telemetry.eventually(() -> assertThat(ends("Failing.fail")).hasSizeGreaterThan(1));
            assertThat(ends("Failing.fail").get(0).fields())
                    .containsEntry("message", "job Failing.fail failed: validation")
                    .containsEntry("level", "ERROR");
            assertThat(telemetry.lines())
                    .anySatisfy(line ->
                            assertThat(line.text("message")).isEqualTo("Unexpected error occurred in scheduled task"));
            elapsed.addAndGet(Duration.ofHours(1).toNanos());
            assertThat(age("Failing.fail")).isGreaterThanOrEqualTo(3600);
        }
    }

    @Test
    void mark_saysWhatThePrivateMethodsRunsAre() {
        try (BootApplication application = start(List.of(), Marked.class)) {
            telemetry.eventually(() -> assertThat(ends("clean")).isNotEmpty());
            assertThat(ends("clean").get(0).fields())
                    .containsEntry("message", "job clean failed: dependency")
                    .containsEntry("failure_reason", "dependency");
            missed("clean", 0);
            assertThat(ends("Marked.clean")).isEmpty();
        }
    }

    @Test
    void markThatCantBe_stopsTheStartByName() {
        assertThat(catchThrowable(() -> start(List.of(), Wrong.class).close()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Wrong.clean")
                .hasMessageContaining("slow");
    }

    @Test
    void withoutSchedules_thereAreNoJobSeries() {
        try (BootApplication application = start(List.of(), Idle.class)) {
            assertThat(telemetry.admin("/metrics")).doesNotContain("jobs_").doesNotContain("obs_scheduled");
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @EnableScheduling
    static class Idle {}

    @Configuration(proxyBeanMethods = false)
    @Import(Idle.class)
    static class Jobs implements SchedulingConfigurer {

        volatile RequestContext outside = RequestContext.current();

        @Scheduled(fixedDelay = 50)
        private void sweep() {
            log("sweeping");
        }

        @Scheduled(cron = "0 0 3 * * *", zone = "UTC")
        void nightly() {}

        @Scheduled(initialDelay = 3_600_000, fixedRate = 3_600_000)
        void hourly() {}

        @Scheduled(initialDelay = 3_600_000, fixedRate = 3_600_000)
        @Scheduled(initialDelay = 3_600_000, fixedDelay = 3_600_000)
        void twice() {}

        @Scheduled(initialDelay = 3_600_000)
        void once() {}

        @Override
        public void configureTasks(ScheduledTaskRegistrar registrar) {
            registrar.addTriggerTask(new Adding(), context -> Instant.now().plus(Duration.ofHours(12)));
        }
    }

    /** A task of the service's own, under a trigger of its own. */
    record Adding() implements Runnable {
        @Override
        public void run() {}

        @Override
        public String toString() {
            return "adding[1]";
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import(Idle.class)
    static class Hanging {

        final CountDownLatch started = new CountDownLatch(3);
        final CountDownLatch goOn = new CountDownLatch(1);

        private void hang() throws InterruptedException {
            started.countDown();
            goOn.await();
        }

        @Scheduled(fixedRate = 600_000)
        void atRate() throws InterruptedException {
            hang();
        }

        @Scheduled(cron = "* * * * * *", zone = "UTC")
        void byCron() throws InterruptedException {
            hang();
        }

        @Scheduled(fixedDelay = 60_000)
        void delayed() throws InterruptedException {
            hang();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import(Idle.class)
    static class Failing {
        @Scheduled(fixedRate = 20)
        void fail() {
            throw new IllegalArgumentException("bad");
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import(Idle.class)
    static class Marked {
        @Scheduled(fixedRate = 3_600_000)
        @ObservedJob(reasons = @FailureReason(of = IllegalStateException.class, is = "dependency"))
        private void clean() {
            throw new IllegalStateException("gone");
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import(Idle.class)
    static class Wrong {
        @Scheduled(fixedRate = 3_600_000)
        @ObservedJob(slow = "soon")
        private void clean() {}
    }
}
