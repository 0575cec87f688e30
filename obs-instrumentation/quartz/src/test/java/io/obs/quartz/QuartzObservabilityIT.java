package io.obs.quartz;

import static org.assertj.core.api.Assertions.assertThat;

import io.obs.pipeline.Clock;
import io.obs.testkit.TestTelemetry;
import java.io.IOException;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.quartz.CronScheduleBuilder;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobDetail;
import org.quartz.JobExecutionContext;
import org.quartz.JobExecutionException;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.impl.StdSchedulerFactory;
import org.quartz.listeners.TriggerListenerSupport;
import org.slf4j.LoggerFactory;

/** Jobs of a real scheduler, whose time is real; the time that gauges tell passes when the test says so besides. */
@SuppressWarnings("JavaUtilDate") // Quartz speaks it
class QuartzObservabilityIT {

    private static final String AGE = "obs_scheduled_job_last_success_age_seconds";
    private static final String MISSED = "obs_scheduled_job_missed_runs";

    private final AtomicLong elapsed = new AtomicLong();
    private final TestTelemetry telemetry =
            TestTelemetry.start(builder -> builder.clock(new Late(Clock.system(), elapsed)));
    private Scheduler scheduler;

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

    @BeforeEach
    void scheduler() throws SchedulerException {
        Properties settings = new Properties();
        settings.setProperty("org.quartz.scheduler.instanceName", "test-" + System.nanoTime());
        settings.setProperty("org.quartz.threadPool.threadCount", "2");
        settings.setProperty("org.quartz.scheduler.skipUpdateCheck", "true");
        scheduler = new StdSchedulerFactory(settings).getScheduler();
    }

    @AfterEach
    void close() throws SchedulerException {
        scheduler.shutdown(true);
        telemetry.close();
    }

    public static final class Sweep implements Job {
        @Override
        public void execute(JobExecutionContext run) {
            LoggerFactory.getLogger("quartz.test").info("sweeping");
        }
    }

    public static final class Unlucky implements Job {
        @Override
        public void execute(JobExecutionContext run) throws JobExecutionException {
            if (run.getMergedJobDataMap().containsKey("wrapped")) {
                throw new JobExecutionException(new IOException("disk"));
            }
            throw new IllegalArgumentException("bad");
        }
    }

    private static JobDetail job(Class<? extends Job> type, String group) {
        return JobBuilder.newJob(type)
                .withIdentity("sweep", group)
                .storeDurably()
                .build();
    }

    private static Trigger hourly() {
        return TriggerBuilder.newTrigger()
                .withIdentity("hourly")
                .startAt(new Date(
                        System.currentTimeMillis() + Duration.ofHours(1).toMillis()))
                .withSchedule(SimpleScheduleBuilder.repeatHourlyForever())
                .build();
    }

    private void observe() throws SchedulerException {
        assertThat(QuartzObservability.create(telemetry.obs()).observe(scheduler))
                .isSameAs(scheduler);
    }

    private void advance(Duration by) {
        elapsed.addAndGet(by.toNanos());
    }

    private void missed(double value, String name) {
        assertThat(telemetry.scrape().value(MISSED, "job_name", name, "service", TestTelemetry.SERVICE))
                .hasValue(value);
    }

    private double age() {
        return telemetry.scrape().value(AGE, "job_name", "sweep").orElseThrow();
    }

    @Test
    void run_isAJob() throws SchedulerException {
        scheduler.scheduleJob(job(Sweep.class, JobKey.DEFAULT_GROUP), hourly());
        observe();
        observe(); // once is enough
        scheduler.start();
        advance(Duration.ofMinutes(30));
        assertThat(age()).isGreaterThanOrEqualTo(1800);

        scheduler.triggerJob(JobKey.jobKey("sweep"));
        telemetry.eventually(() -> assertThat(telemetry.lines("obs.job")).hasSize(1));
        assertThat(telemetry.lines("obs.job").get(0).fields())
                .containsEntry("message", "job sweep succeeded")
                .containsEntry("job", "sweep");
        assertThat(telemetry.lines("quartz.test"))
                .singleElement()
                .satisfies(inside -> assertThat(inside.text("trace_id"))
                        .isEqualTo(telemetry.lines("obs.job").get(0).text("trace_id")));
        assertThat(telemetry.scrape().value("jobs_created_total")).hasValue(1);
        assertThat(telemetry.scrape().value("jobs_completed_total", "status", "success"))
                .hasValue(1);
        telemetry.eventually(() -> assertThat(age()).isLessThan(1800));
        telemetry.eventually(() -> assertThat(telemetry.spans())
                .singleElement()
                .satisfies(span -> assertThat(span.name()).isEqualTo("sweep")));
    }

    @Test
    void failure_isWhatTheJobThrew() throws SchedulerException {
        observe();
        scheduler.start();
        scheduler.addJob(job(Unlucky.class, "night"), true);
        scheduler.triggerJob(JobKey.jobKey("sweep", "night"));
        telemetry.eventually(
                () -> assertThat(telemetry.scrape().value("jobs_failed_total", "failure_reason", "validation"))
                        .hasValue(1));
        assertThat(telemetry.lines("obs.job").get(0).text("message")).isEqualTo("job night.sweep failed: validation");

        JobDetail wrapped = job(Unlucky.class, "night");
        wrapped.getJobDataMap().put("wrapped", true);
        scheduler.addJob(wrapped, true);
        scheduler.triggerJob(JobKey.jobKey("sweep", "night"));
        telemetry.eventually(() -> assertThat(telemetry.scrape().value("jobs_failed_total", "failure_reason", "io"))
                .hasValue(1));
    }

    @Test
    void jobThatNeverRan_isMissed() throws SchedulerException {
        observe(); // and nobody starts the scheduler
        scheduler.scheduleJob(job(Sweep.class, JobKey.DEFAULT_GROUP), hourly());
        missed(0, "sweep");

        advance(Duration.ofHours(1).plusMinutes(2));
        missed(1, "sweep");
        advance(Duration.ofHours(2));
        missed(3, "sweep");
        assertThat(age()).isGreaterThan(3 * 3600);
    }

    @Test
    void cronJob_isMissedByItsExpression() throws SchedulerException {
        scheduler.scheduleJob(
                job(Sweep.class, "nightly"),
                TriggerBuilder.newTrigger()
                        .withSchedule(CronScheduleBuilder.dailyAtHourAndMinute(3, 0))
                        .build());
        observe();
        advance(Duration.ofDays(3).plusMinutes(2));
        missed(3, "nightly.sweep");
    }

    @Test
    void pausedJob_isNotMissed() throws SchedulerException {
        observe();
        scheduler.scheduleJob(job(Sweep.class, JobKey.DEFAULT_GROUP), hourly());
        scheduler.pauseJob(JobKey.jobKey("sweep"));
        advance(Duration.ofHours(5));
        missed(0, "sweep");

        scheduler.resumeAll();
        advance(Duration.ofHours(1).plusMinutes(2));
        missed(1, "sweep");
    }

    @Test
    void jobThatIsNoLongerScheduled_hasNoGauges() throws SchedulerException {
        observe();
        scheduler.scheduleJob(job(Sweep.class, JobKey.DEFAULT_GROUP), hourly());
        missed(0, "sweep");
        scheduler.unscheduleJob(hourly().getKey());

        assertThat(telemetry.scrape().value(MISSED, "job_name", "sweep")).isEmpty();
        assertThat(telemetry.scrape().value(AGE, "job_name", "sweep")).isEmpty();
    }

    @Test
    void forbiddenRun_isCancelled() throws SchedulerException {
        observe();
        scheduler.getListenerManager().addTriggerListener(new TriggerListenerSupport() {
            @Override
            public String getName() {
                return "forbids";
            }

            @Override
            public boolean vetoJobExecution(Trigger trigger, JobExecutionContext run) {
                return true;
            }
        });
        scheduler.start();
        scheduler.addJob(job(Sweep.class, JobKey.DEFAULT_GROUP), true);
        scheduler.triggerJob(JobKey.jobKey("sweep"));

        telemetry.eventually(() -> assertThat(telemetry.lines("obs.job"))
                .extracting(line -> line.text("message"))
                .isEqualTo(List.of("job sweep was cancelled")));
        assertThat(telemetry.scrape().value("job_processing_duration_seconds_count"))
                .hasValue(0);
    }
}
