package io.obs.spring.task;

import io.obs.job.JobHandler;
import io.obs.job.Schedule;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A job that must run, with all that Spring has scheduled of it: a method may have several timings. Thread-safe. */
final class ScheduledJob {

    private final Schedule schedule;
    private final List<ScheduledRun> runs = new CopyOnWriteArrayList<>();

    ScheduledJob(JobHandler handler, String name) {
        schedule = handler.schedule(name, this::isCancelled, this::following);
    }

    void add(ScheduledRun run) {
        runs.add(run);
        look();
    }

    void remove(ScheduledRun run) {
        runs.remove(run);
        look();
    }

    long now() {
        return schedule.now();
    }

    /** One of its runs is due at another time than before. */
    synchronized void look() {
        long next = Schedule.NONE;
        for (ScheduledRun run : runs) {
            next = Math.min(next, run.due());
        }
        schedule.due(next);
    }

    void succeeded() {
        schedule.succeeded();
    }

    private boolean isCancelled() {
        return runs.stream().allMatch(ScheduledRun::isCancelled);
    }

    private long following(long due) {
        long next = Schedule.NONE;
        for (ScheduledRun run : runs) {
            if (!run.isCancelled()) {
                next = Math.min(next, run.following(due));
            }
        }
        return next;
    }
}
