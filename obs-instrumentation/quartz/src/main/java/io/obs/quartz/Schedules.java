package io.obs.quartz;

import io.obs.job.JobHandler;
import io.obs.job.Schedule;
import java.util.Date;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.Trigger;
import org.quartz.Trigger.TriggerState;
import org.quartz.TriggerKey;

/** When the jobs of a scheduler are due, by their triggers. Thread-safe. */
final class Schedules {

    /** A job's triggers, and what is expected of it. */
    private static final class Expected {
        final Map<TriggerKey, Trigger> triggers = new ConcurrentHashMap<>();
        final Schedule schedule;

        Expected(JobHandler handler, String name) {
            schedule = handler.schedule(name, () -> false, this::following);
        }

        @SuppressWarnings("JavaUtilDate") // Quartz speaks it
        long following(long millis) {
            long next = Schedule.NONE;
            for (Trigger trigger : triggers.values()) {
                Date fires = trigger.getFireTimeAfter(new Date(millis));
                if (fires != null) {
                    next = Math.min(next, fires.getTime());
                }
            }
            return next;
        }

        void expectNext() {
            schedule.due(following(schedule.now()));
        }
    }

    private final JobHandler handler;
    private final Scheduler scheduler;
    private final Map<JobKey, Expected> jobs = new ConcurrentHashMap<>();

    Schedules(JobHandler handler, Scheduler scheduler) {
        this.handler = handler;
        this.scheduler = scheduler;
    }

    /** The job's name: its key, without the default group. */
    static String name(JobKey key) {
        return key.getGroup().equals(JobKey.DEFAULT_GROUP) ? key.getName() : key.toString();
    }

    void scheduled(Trigger trigger) {
        Expected expected = jobs.computeIfAbsent(trigger.getJobKey(), key -> new Expected(handler, name(key)));
        expected.triggers.put(trigger.getKey(), trigger);
        expected.expectNext();
    }

    void unscheduled(TriggerKey trigger) {
        jobs.forEach((key, expected) -> {
            if (expected.triggers.remove(trigger) != null) {
                if (expected.triggers.isEmpty()) {
                    deleted(key);
                } else {
                    expected.expectNext();
                }
            }
        });
    }

    void deleted(JobKey key) {
        Expected expected = jobs.remove(key);
        if (expected != null) {
            expected.schedule.remove();
        }
    }

    void clear() {
        jobs.keySet().forEach(this::deleted);
    }

    void started(JobKey key) {
        Expected expected = jobs.get(key);
        if (expected != null) {
            expected.expectNext();
        }
    }

    void succeeded(JobKey key) {
        Expected expected = jobs.get(key);
        if (expected != null) {
            expected.schedule.succeeded();
        }
    }

    /** Something was paused or goes on: a job of which every trigger is paused is not due. */
    void look() {
        jobs.values().forEach(expected -> {
            if (expected.triggers.keySet().stream().allMatch(this::isPaused)) {
                expected.schedule.due(Schedule.NONE);
            } else {
                expected.expectNext();
            }
        });
    }

    private boolean isPaused(TriggerKey trigger) {
        try {
            return scheduler.getTriggerState(trigger) == TriggerState.PAUSED;
        } catch (SchedulerException unknown) {
            return false; // then its runs are expected
        }
    }
}
