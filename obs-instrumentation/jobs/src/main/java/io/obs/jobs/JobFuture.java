package io.obs.jobs;

import io.obs.job.JobHandler;
import io.obs.job.JobOperation;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A submitted job: runs in the context of who submitted it, and knows whether it ever ran. */
final class JobFuture<T extends @Nullable Object> extends FutureTask<T> {

    private final Submission<T> submission;

    private JobFuture(Submission<T> submission) {
        super(submission);
        this.submission = submission;
        submission.future = this;
    }

    static <T extends @Nullable Object> JobFuture<T> of(
            JobHandler handler, String name, @Nullable String jobId, Callable<T> task) {
        return new JobFuture<>(new Submission<>(handler, Context.current(), name, jobId, task));
    }

    /** The executor would not have it. */
    void rejected(Throwable error) {
        submission.never(job -> job.failed(error));
    }

    @Override
    protected void done() {
        if (isCancelled()) {
            submission.never(job -> job.cancelled(null));
        }
    }

    private static final class Submission<T extends @Nullable Object> implements Callable<T> {
        private final JobHandler handler;
        private final Context context;
        private final String name;
        private final @Nullable String jobId;
        private final Callable<T> task;
        private final AtomicBoolean settled = new AtomicBoolean();
        private volatile @Nullable JobFuture<T> future;

        Submission(JobHandler handler, Context context, String name, @Nullable String jobId, Callable<T> task) {
            this.handler = handler;
            this.context = context;
            this.name = name;
            this.jobId = jobId;
            this.task = task;
        }

        /** Settles that it will not run, unless it does. */
        void never(Consumer<JobOperation> end) {
            if (settled.compareAndSet(false, true)) {
                end.accept(handler.neverStarted(context, name, jobId));
            }
        }

        @Override
        @SuppressWarnings("try") // the scope is only held
        public T call() throws Exception {
            if (!settled.compareAndSet(false, true)) {
                throw new CancellationException(); // cancelled in the moment before; nobody sees this
            }
            if (handler.isClosed()) {
                return task.call();
            }
            JobOperation job = handler.start(context, name, jobId);
            T result;
            try (Scope scope = job.makeCurrent()) {
                result = task.call();
            } catch (Throwable e) {
                if (isCancelled()) {
                    job.cancelled(e);
                } else {
                    job.failed(e);
                }
                throw e;
            }
            if (isCancelled()) {
                job.cancelled(null);
            } else {
                job.returned(result);
            }
            return result;
        }

        private boolean isCancelled() {
            JobFuture<T> mine = future;
            return mine != null && mine.isCancelled();
        }
    }
}
