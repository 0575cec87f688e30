package io.obs.spring.task;

import io.obs.job.JobHandler;
import io.obs.spring.job.SubscribedJob;
import io.opentelemetry.context.Context;
import java.lang.reflect.Field;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.util.ReflectionUtils;
import reactor.core.publisher.Flux;

/**
 * A task of Spring's for a method that returns a publisher. Spring calls the method once and subscribes with each run, which
 * mostly ends before the publisher does; so that one is replaced by one that tells of each subscription. Spring keeps it in a
 * field and has no way in between. Loaded only where there is Reactor.
 */
final class SubscribingTask {

    private static final String TYPE =
            "org.springframework.scheduling.annotation.ScheduledAnnotationReactiveSupport$SubscribingRunnable";

    /** Spring's tasks that stand for others. */
    private static final int MOST_AROUND = 4;

    private SubscribingTask() {}

    /**
     * Makes jobs of the task's subscriptions.
     *
     * @param kind what each of them is
     * @param succeeded runs whenever one has ended well
     * @return false if it is a task of another kind
     */
    static boolean follow(Runnable task, JobHandler handler, RunKind kind, Runnable succeeded) {
        Object at = task;
        for (int i = 0; i < MOST_AROUND && at != null; i++) {
            if (at.getClass().getName().equals(TYPE)) {
                replace(at, handler, kind, succeeded);
                return true;
            }
            Field inner = ReflectionUtils.findField(at.getClass(), "runnable", Runnable.class);
            if (inner == null) {
                return false;
            }
            ReflectionUtils.makeAccessible(inner);
            at = ReflectionUtils.getField(inner, at);
        }
        return false;
    }

    private static void replace(Object task, JobHandler handler, RunKind kind, Runnable succeeded) {
        Field field = ReflectionUtils.findField(task.getClass(), "publisher", Publisher.class);
        if (field == null) {
            throw new IllegalStateException("Spring keeps the publisher elsewhere");
        }
        ReflectionUtils.makeAccessible(field);
        if (ReflectionUtils.getField(field, task) instanceof Publisher<?> publisher) {
            ReflectionUtils.setField(field, task, followed(Flux.from(publisher), handler, kind, succeeded));
        }
    }

    private static <T> Flux<T> followed(Flux<T> work, JobHandler handler, RunKind kind, Runnable succeeded) {
        return Flux.defer(() -> {
            if (handler.isClosed()) {
                return work;
            }
            CompletableFuture<@Nullable Void> end = new CompletableFuture<>();
            Context inside = kind.begin(handler, end);
            return inside == null
                    ? work.doOnComplete(succeeded)
                    : new SubscribedJob(end, inside).around(work).doOnComplete(succeeded);
        });
    }
}
