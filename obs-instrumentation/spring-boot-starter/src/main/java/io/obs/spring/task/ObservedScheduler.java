package io.obs.spring.task;

import io.obs.job.Schedule;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.TaskScheduler;
import org.springframework.scheduling.Trigger;

/** Hands tasks on to the scheduler that Spring has chosen; each is observed. */
final class ObservedScheduler implements TaskScheduler {

    private final TaskScheduler scheduler;
    private final ScheduledTasks tasks;

    ObservedScheduler(TaskScheduler scheduler, ScheduledTasks tasks) {
        this.scheduler = scheduler;
        this.tasks = tasks;
    }

    @Override
    public Clock getClock() {
        return scheduler.getClock();
    }

    @Override
    public @Nullable ScheduledFuture<?> schedule(Runnable task, Trigger trigger) {
        return tasks.periodic(task, new Timing.Triggered(trigger), Schedule.NONE)
                .<@Nullable ScheduledFuture<?>>by(run -> scheduler.schedule(run, run.heard(trigger)));
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, Instant startTime) {
        return scheduler.schedule(tasks.once(task), startTime);
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, Instant startTime, Duration period) {
        return tasks.periodic(task, Timing.FixedRate.of(startTime, period), startTime.toEpochMilli())
                .by(run -> scheduler.scheduleAtFixedRate(run, startTime, period));
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, Duration period) {
        Instant now = getClock().instant();
        return tasks.periodic(task, Timing.FixedRate.of(now, period), now.toEpochMilli())
                .by(run -> scheduler.scheduleAtFixedRate(run, period));
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, Instant startTime, Duration delay) {
        return tasks.periodic(task, Timing.FixedDelay.of(delay), startTime.toEpochMilli())
                .by(run -> scheduler.scheduleWithFixedDelay(run, startTime, delay));
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, Duration delay) {
        return tasks.periodic(
                        task, Timing.FixedDelay.of(delay), getClock().instant().toEpochMilli())
                .by(run -> scheduler.scheduleWithFixedDelay(run, delay));
    }
}
