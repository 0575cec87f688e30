package io.obs.spring.task;

import io.obs.job.JobHandler;
import io.obs.job.JobMethod;
import io.obs.job.JobOperation;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** What a run of a scheduled task is for obs. */
sealed interface RunKind {

    /** The job's name. */
    String name();

    /** In the root context; what the task throws goes on. */
    void run(JobHandler handler, Runnable task);

    /**
     * A job begins that outlasts the run.
     *
     * @param end when it is over, and how
     * @return the context of what belongs to it; null where it is observed elsewhere
     */
    @Nullable
    Context begin(JobHandler handler, CompletableFuture<@Nullable Void> end);

    /** False where a run only begins the work. */
    default boolean endsWithTheRun() {
        return true;
    }

    /** A job. */
    record Plain(String name) implements RunKind {

        @Override
        @SuppressWarnings("try") // the scope is only held
        public void run(JobHandler handler, Runnable task) {
            JobOperation job = start(handler);
            try (Scope scope = job.makeCurrent()) {
                task.run();
            } catch (Throwable e) {
                job.failed(e);
                throw e;
            }
            job.succeeded();
        }

        @Override
        public Context begin(JobHandler handler, CompletableFuture<@Nullable Void> end) {
            JobOperation job = start(handler);
            job.returned(end);
            return job.context();
        }

        private JobOperation start(JobHandler handler) {
            handler.created();
            return handler.start(Context.root(), name, null);
        }
    }

    /** A job as the method's mark says, which nobody else would make of it: a proxy can't reach the method. */
    record Marked(JobMethod method) implements RunKind {

        @Override
        public String name() {
            return method.name();
        }

        @Override
        public void run(JobHandler handler, Runnable task) {
            JobOperation job = handler.enter(method, null);
            try {
                task.run();
            } catch (Throwable e) {
                if (job != null) {
                    job.exit(null, e);
                }
                throw e;
            }
            if (job != null) {
                job.exit(null, null);
            }
        }

        @Override
        public @Nullable Context begin(JobHandler handler, CompletableFuture<@Nullable Void> end) {
            JobOperation job = handler.enter(method, null);
            if (job == null) {
                return null;
            }
            Context inside = job.context();
            job.exit(end, null);
            return inside;
        }
    }

    /** A call that observes itself: the method is marked, and was woven or is called through a proxy. */
    record Observed(String name) implements RunKind {

        @Override
        public void run(JobHandler handler, Runnable task) {
            task.run();
        }

        @Override
        public @Nullable Context begin(JobHandler handler, CompletableFuture<@Nullable Void> end) {
            return null;
        }
    }

    /** Spring subscribes to what the method has returned; each subscription is a job, or observes itself. */
    record Subscribed(String name) implements RunKind {

        @Override
        public void run(JobHandler handler, Runnable task) {
            task.run();
        }

        @Override
        public @Nullable Context begin(JobHandler handler, CompletableFuture<@Nullable Void> end) {
            return null;
        }

        @Override
        public boolean endsWithTheRun() {
            return false;
        }
    }
}
