package io.obs.quartz;

import org.jspecify.annotations.Nullable;
import org.quartz.JobKey;
import org.quartz.Trigger;
import org.quartz.TriggerKey;
import org.quartz.listeners.SchedulerListenerSupport;

/** Hears what is scheduled, and what no longer is. */
final class ScheduleListener extends SchedulerListenerSupport {

    private final Schedules schedules;

    ScheduleListener(Schedules schedules) {
        this.schedules = schedules;
    }

    @Override
    public void jobScheduled(Trigger trigger) {
        schedules.scheduled(trigger);
    }

    @Override
    public void jobUnscheduled(TriggerKey key) {
        schedules.unscheduled(key);
    }

    @Override
    public void triggerFinalized(Trigger trigger) {
        schedules.unscheduled(trigger.getKey());
    }

    @Override
    public void jobDeleted(JobKey key) {
        schedules.deleted(key);
    }

    @Override
    public void schedulingDataCleared() {
        schedules.clear();
    }

    @Override
    public void schedulerShutdown() {
        schedules.clear();
    }

    @Override
    public void triggerPaused(TriggerKey key) {
        schedules.look();
    }

    @Override
    public void triggersPaused(@Nullable String group) {
        schedules.look();
    }

    @Override
    public void triggerResumed(TriggerKey key) {
        schedules.look();
    }

    @Override
    public void triggersResumed(@Nullable String group) {
        schedules.look();
    }

    @Override
    public void jobPaused(JobKey key) {
        schedules.look();
    }

    @Override
    public void jobsPaused(@Nullable String group) {
        schedules.look();
    }

    @Override
    public void jobResumed(JobKey key) {
        schedules.look();
    }

    @Override
    public void jobsResumed(@Nullable String group) {
        schedules.look();
    }
}
