package io.obs.spring.task;

import io.obs.job.JobHandler;
import io.obs.job.Schedule;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.time.Instant;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.Trigger;
import org.springframework.scheduling.TriggerContext;

/** A task that Spring runs again and again: each run is part of nobody's request, and expected. */
final class ScheduledRun extends DelegatedTask {

    private final JobHandler handler;
    private final RunKind kind;
    private final ScheduledJob job;
    private final Timing timing;
    private volatile long due;
    private volatile @Nullable Future<?> future;

    ScheduledRun(Runnable task, JobHandler handler, RunKind kind, ScheduledJob job, Timing timing, long first) {
        super(task);
        this.handler = handler;
        this.kind = kind;
        this.job = job;
        this.timing = timing;
        due = first;
    }

    /** Schedules it; what the scheduler refuses is not expected. */
    <F extends @Nullable Future<?>> F by(Function<ScheduledRun, F> scheduler) {
        job.add(this);
        try {
            F scheduled = scheduler.apply(this);
            future = scheduled;
            return scheduled;
        } catch (Throwable e) {
            job.remove(this);
            throw e;
        }
    }

    /** Its gauges go away once all runs of the job are cancelled, which also the end of the scheduler does. */
    boolean isCancelled() {
        Future<?> scheduled = future;
        return scheduled != null && scheduled.isCancelled();
    }

    long due() {
        return isCancelled() ? Schedule.NONE : due;
    }

    long following(long at) {
        return timing.following(at);
    }

    private void due(long next) {
        due = next;
        job.look();
    }

    /** The trigger, but that what it says is heard. */
    Trigger heard(Trigger trigger) {
        return new Trigger() {
            @Override
            public @Nullable Instant nextExecution(TriggerContext context) {
                Instant next = trigger.nextExecution(context);
                due(Timing.Triggered.millis(next));
                return next;
            }

            @Override
            public String toString() {
                return trigger.toString();
            }
        };
    }

    @Override
    @SuppressWarnings("try") // the scope is only held
    public void run() {
        if (handler.isClosed()) {
            task().run();
            return;
        }
        due(timing.afterStart(job.now()));
        try (Scope outside = Context.root().makeCurrent()) {
            kind.run(handler, task());
        } finally {
            due(timing.afterEnd(job.now(), due));
        }
        if (kind.endsWithTheRun()) {
            job.succeeded();
        }
    }
}
