package io.obs.jobs;

import io.obs.job.JobHandler;
import io.obs.job.JobOperation;
import io.obs.job.Schedule;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** A task that an executor runs again and again: each run is a job, and part of nobody's request. */
final class PeriodicJob implements Runnable {

    private final JobHandler handler;
    private final boolean counting;
    private final String name;
    private final Runnable task;
    private final Schedule schedule;
    private final long millis;
    private final boolean fixedRate;
    private final long first;
    private volatile @Nullable Future<?> future;

    PeriodicJob(
            JobHandler handler,
            boolean counting,
            String name,
            Runnable task,
            long initialMillis,
            long millis,
            boolean fixedRate) {
        this.handler = handler;
        this.counting = counting;
        this.name = name;
        this.task = task;
        this.millis = millis;
        this.fixedRate = fixedRate;
        schedule = handler.schedule(name, this::isCancelled, due -> due + millis);
        first = schedule.now() + initialMillis;
        schedule.due(first);
    }

    /** Its gauges go away once this is cancelled, which also the end of the executor does. */
    void scheduledAs(Future<?> scheduled) {
        future = scheduled;
    }

    private boolean isCancelled() {
        Future<?> scheduled = future;
        return scheduled != null && scheduled.isCancelled();
    }

    /** The executor would not have it. */
    void rejected() {
        schedule.remove();
    }

    @Override
    @SuppressWarnings("try") // the scope is only held
    public void run() {
        if (handler.isClosed()) {
            task.run();
            return;
        }
        starts();
        JobOperation job = handler.start(Context.root(), name, null);
        try (Scope scope = job.makeCurrent()) {
            task.run();
        } catch (Throwable e) {
            job.failed(e);
            throw e;
        } finally {
            ends();
        }
        job.succeeded();
        schedule.succeeded();
    }

    private void starts() {
        if (counting) {
            handler.created();
        }
        if (fixedRate) {
            long passed = Math.max(0, schedule.now() - first);
            schedule.due(first + (passed / millis + 1) * millis);
        } else {
            schedule.due(Schedule.NONE);
        }
    }

    private void ends() {
        if (!fixedRate) {
            schedule.due(schedule.now() + millis);
        }
    }
}
