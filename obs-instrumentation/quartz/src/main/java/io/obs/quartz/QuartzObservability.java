package io.obs.quartz;

import static java.util.Objects.requireNonNull;

import io.obs.Observability;
import io.obs.job.FailureClassifier;
import io.obs.job.JobHandler;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.quartz.impl.matchers.GroupMatcher;

/**
 * Observes Quartz schedulers: each run of a Quartz job is a job, counted, timed, logged with one line at its end and
 * traced with one span; and runs that are due and missing are seen, also of jobs that never ran.
 *
 * <p>A job's name is its key, {@code group.name}, or the name alone in the default group. A run is part of no request; what
 * its job throws says why it failed, not what Quartz makes of it; a run that a trigger's listener forbids is cancelled.
 * Jobs whose triggers are all paused are not missed, and those whose triggers are gone are forgotten. Nothing of Quartz's
 * own behaviour changes.
 *
 * <p>Thread-safe. Once obs is closed, jobs run as if nobody looked.
 *
 * <pre>{@code
 * Scheduler scheduler = QuartzObservability.create(obs).observe(StdSchedulerFactory.getDefaultScheduler());
 * scheduler.start();
 * }</pre>
 *
 * <p>In a cluster each node expects each run, also those that another node does: there, ask for the least of the nodes'
 * gauges.
 */
public final class QuartzObservability {

    private final JobHandler handler;

    private QuartzObservability(JobHandler handler) {
        this.handler = handler;
    }

    /** With the service's classifier, or the one that ships. */
    public static QuartzObservability create(Observability obs) {
        return new QuartzObservability(JobHandler.create(obs));
    }

    /** @param classifier says why jobs fail; what it throws or makes up counts as {@code internal} */
    public static QuartzObservability create(Observability obs, FailureClassifier classifier) {
        return new QuartzObservability(JobHandler.create(obs, requireNonNull(classifier, "classifier")));
    }

    /**
     * Observes what is scheduled, and what will be. A scheduler that is observed already stays as it is.
     *
     * @return the scheduler itself
     * @throws SchedulerException if it can't be asked for its triggers
     */
    public <S extends Scheduler> S observe(S scheduler) throws SchedulerException {
        if (scheduler.getListenerManager().getJobListener(RunListener.NAME) != null) {
            return scheduler;
        }
        Schedules schedules = new Schedules(handler, scheduler);
        scheduler.getListenerManager().addSchedulerListener(new ScheduleListener(schedules));
        scheduler.getListenerManager().addJobListener(new RunListener(handler, schedules));
        for (JobKey job : scheduler.getJobKeys(GroupMatcher.anyJobGroup())) {
            for (Trigger trigger : scheduler.getTriggersOfJob(job)) {
                schedules.scheduled(trigger);
            }
        }
        schedules.look();
        return scheduler;
    }
}
