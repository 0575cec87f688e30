package io.obs.spring.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.obs.job.FailureReason;
import io.obs.job.ObservedJob;
import io.obs.spring.BootApplication;
import io.obs.testkit.LogLine;
import io.obs.testkit.TestTelemetry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Scheduled methods that return publishers: their jobs last as long as what Spring subscribes to. */
@SuppressWarnings({"try", "UnusedMethod"}) // applications are only held; Spring calls private methods
class ReactiveScheduledIT {

    private static final Logger LOG = LoggerFactory.getLogger("scheduled.test");

    private final TestTelemetry telemetry = TestTelemetry.start();

    @AfterEach
    void close() {
        telemetry.close();
    }

    private BootApplication start(Class<?> configuration) {
        return BootApplication.observedBy(telemetry.obs(), WebApplicationType.NONE, Map.of(), configuration);
    }

    private List<LogLine> ends(String job) {
        return telemetry.lines("obs.job").stream()
                .filter(line -> job.equals(line.text("job")))
                .toList();
    }

    private LogLine end(String job) {
        telemetry.eventually(() -> assertThat(ends(job)).isNotEmpty());
        return ends(job).get(0);
    }

    private double age(String name) {
        return telemetry
                .scrape()
                .value("obs_scheduled_job_last_success_age_seconds", "job_name", name)
                .orElseThrow();
    }

    @Test
    void job_lastsUntilThePublisherEnds() {
        try (BootApplication application = start(Sweeping.class)) {
            for (String job : List.of("Sweeping.atRate", "Sweeping.delayed")) {
                LogLine end = end(job);
                assertThat(end.message()).isEqualTo("job " + job + " succeeded");
                assertThat(end.number("duration_ms")).isGreaterThan(25);
                assertThat(telemetry.lines("scheduled.test").stream()
                                .filter(line -> line.message().equals(job)
                                        && line.text("trace_id").equals(end.text("trace_id")))
                                .toList())
                        .as(job)
                        .singleElement()
                        .satisfies(line -> assertThat(line.text("span_id")).isEqualTo(end.text("span_id")));
                telemetry.eventually(() -> assertThat(telemetry.spans())
                        .filteredOn(span -> span.traceId().equals(end.text("trace_id")))
                        .singleElement()
                        .satisfies(span -> assertThat(span.name()).isEqualTo(job)));
            }
            assertThat(end("Sweeping.once").message()).isEqualTo("job Sweeping.once succeeded");
        }
    }

    @Test
    void failure_isTheJobs_andNoSuccess() {
        try (BootApplication application = start(Failing.class)) {
            assertThat(end("Failing.fail").fields())
                    .containsEntry("message", "job Failing.fail failed: validation")
                    .containsEntry("level", "ERROR");
            telemetry.eventually(() -> assertThat(age("Failing.fail")).isGreaterThan(1));
            assertThat(telemetry.lines())
                    .anySatisfy(line -> assertThat(line.message())
                            .isEqualTo("Unexpected error occurred in scheduled reactive task"));
            assertThat(telemetry.scrape().value("jobs_completed_total", "status", "success"))
                    .hasValue(0);
        }
    }

    @Test
    void subscriptionThatSpringCancels_isACancelledJob() {
        try (BootApplication application = start(Endless.class)) {
            telemetry.eventually(
                    () -> assertThat(telemetry.scrape().value("jobs_active")).hasValue(1));
            assertThat(ends("Endless.watch")).isEmpty();
        }
        assertThat(end("Endless.watch").message()).isEqualTo("job Endless.watch was cancelled");
        assertThat(telemetry.scrape().value("jobs_active")).hasValue(0);
    }

    @Test
    void mark_saysWhatThePrivateMethodsJobsAre() {
        try (BootApplication application = start(Marked.class)) {
            assertThat(end("clean").fields())
                    .containsEntry("message", "job clean failed: dependency")
                    .containsEntry("failure_reason", "dependency");
            assertThat(telemetry.lines("obs.job")).hasSize(1);
        }
    }

    @Test
    void methodBehindAProxy_isOneJobASubscription() {
        try (BootApplication application = start(Proxied.class)) {
            assertThat(end("tidy").message()).isEqualTo("job tidy succeeded");
            assertThat(telemetry.lines("obs.job")).hasSize(1);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @EnableScheduling
    static class Plain {}

    @Configuration(proxyBeanMethods = false)
    @Import(Plain.class)
    static class Sweeping {

        private static Mono<Long> work(String job) {
            return Mono.delay(Duration.ofMillis(30)).doOnNext(done -> LOG.info(job));
        }

        @Scheduled(fixedRate = 100)
        private Mono<Long> atRate() {
            return work("Sweeping.atRate");
        }

        @Scheduled(fixedDelay = 100)
        Flux<Long> delayed() {
            return work("Sweeping.delayed").flux();
        }

        @Scheduled(initialDelay = 1)
        Mono<Long> once() {
            return work("Sweeping.once");
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import(Plain.class)
    static class Failing {
        @Scheduled(fixedRate = 50)
        Mono<Void> fail() {
            return Mono.delay(Duration.ofMillis(1)).then(Mono.error(new IllegalArgumentException("bad")));
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import(Plain.class)
    static class Endless {
        @Scheduled(fixedRate = 3_600_000)
        Flux<Void> watch() {
            return Flux.never();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import(Plain.class)
    static class Marked {
        @Scheduled(fixedRate = 3_600_000)
        @ObservedJob(reasons = @FailureReason(of = IllegalStateException.class, is = "dependency"))
        private Mono<Void> clean() {
            return Mono.delay(Duration.ofMillis(1)).then(Mono.error(new IllegalStateException("gone")));
        }
    }

    @Configuration(proxyBeanMethods = false)
    @Import(Plain.class)
    static class Proxied {
        @Scheduled(fixedRate = 3_600_000)
        @ObservedJob
        Mono<Long> tidy() {
            return Mono.delay(Duration.ofMillis(1));
        }
    }
}
