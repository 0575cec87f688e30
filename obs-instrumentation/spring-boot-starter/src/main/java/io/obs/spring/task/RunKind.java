package io.obs.spring.task;

import io.obs.job.JobHandler;
import io.obs.job.JobMethod;
import io.obs.job.JobOperation;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;

/** What a run of a scheduled task is for obs. */
sealed interface RunKind {

    /** The job's name. */
    String name();

    /** In the root context; what the task throws goes on. */
    void run(JobHandler handler, Runnable task);

    /** A job. */
    record Plain(String name) implements RunKind {

        @Override
        @SuppressWarnings("try") // the scope is only held
        public void run(JobHandler handler, Runnable task) {
            handler.created();
            JobOperation job = handler.start(Context.root(), name, null);
            try (Scope scope = job.makeCurrent()) {
                task.run();
            } catch (Throwable e) {
                job.failed(e);
                throw e;
            }
            job.succeeded();
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
    }

    /** A call that observes itself: the method is marked, and was woven or is called through a proxy. */
    record Observed(String name) implements RunKind {

        @Override
        public void run(JobHandler handler, Runnable task) {
            task.run();
        }
    }
}
