package io.obs.spring.task;

import io.obs.Observability;
import io.obs.job.JobHandler;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.util.ClassUtils;

/** What Spring schedules in one context: the jobs by their names. Makes no job series before there is one. Thread-safe. */
final class ScheduledTasks {

    private static final boolean REACTOR =
            ClassUtils.isPresent("reactor.core.publisher.Flux", ScheduledTasks.class.getClassLoader());

    private final Supplier<Observability> obs;
    private final TaskMarks marks;
    private final Map<String, ScheduledJob> jobs = new HashMap<>();
    private final Map<String, String> shortNames = new HashMap<>();
    private @Nullable JobHandler handler;

    ScheduledTasks(Supplier<Observability> obs, TaskMarks marks) {
        this.obs = obs;
        this.marks = marks;
    }

    /**
     * A task that is to run again and again.
     *
     * @param first when, or {@link io.obs.job.Schedule#NONE} where that will be heard
     */
    synchronized ScheduledRun periodic(Runnable task, Timing timing, long first) {
        RunKind kind = kind(task);
        ScheduledJob job = jobs.computeIfAbsent(kind.name(), name -> new ScheduledJob(handler(), name));
        return new ScheduledRun(task, handler(), followed(task, kind, job::succeeded), job, timing, first);
    }

    /** A task that runs once: a job, but none that must run again. */
    synchronized Runnable once(Runnable task) {
        return new OnceRun(task, handler(), followed(task, kind(task), () -> {}));
    }

    private RunKind followed(Runnable task, RunKind kind, Runnable succeeded) {
        try {
            if (REACTOR && SubscribingTask.follow(task, handler(), kind, succeeded)) {
                return new RunKind.Subscribed(kind.name());
            }
        } catch (RuntimeException e) { // then only Spring's subscribing is seen
            obs.get().pipeline().failures().caught("spring", e);
        }
        return kind;
    }

    private JobHandler handler() {
        JobHandler known = handler;
        if (known == null) {
            known = JobHandler.create(obs.get());
            handler = known;
        }
        return known;
    }

    private RunKind kind(Runnable task) {
        TaskName name = TaskName.of(task.toString());
        RunKind marked = marks.kindOf(name);
        if (marked != null) {
            return marked;
        }
        String owner = shortNames.computeIfAbsent(name.shortly(), first -> name.full());
        return new RunKind.Plain(owner.equals(name.full()) ? name.shortly() : name.full());
    }
}
