package io.obs.jobs;

import static java.util.Objects.requireNonNull;

import io.obs.Observability;
import io.obs.job.FailureClassifier;
import io.obs.job.JobHandler;
import io.obs.job.JobMethod;
import io.obs.job.JobOperation;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Observes jobs: units of background work that a service runs, submits to an executor or marks with
 * {@link io.obs.job.ObservedJob}. Each is counted, timed, logged with one line at its end and traced with one span.
 *
 * <p>Inside a request a job carries the request's ids, outside it gets a request id of its own; {@code job_id}, where
 * given, is on each line inside. Results and exceptions are the task's own, checked ones by their own type. A task that
 * returns a {@link CompletionStage} or a {@link Future} ends when that does. A job whose future is cancelled, or that throws a
 * {@link java.util.concurrent.CancellationException}, counts as cancelled; one that is interrupted although nobody
 * cancelled it has failed.
 *
 * <p>Thread-safe. Once obs is closed, jobs run as if nobody looked.
 *
 * <pre>{@code
 * JobsObservability jobs = JobsObservability.create(obs);
 * Captions captions = jobs.call("extract_captions", video.id(), () -> extractor.extract(video));
 * Future<Captions> later = jobs.submit(executor, "extract_captions", () -> extractor.extract(video));
 * Extractor observed = jobs.proxy(Extractor.class, extractor);
 * }</pre>
 */
public final class JobsObservability {

    private final JobHandler handler;
    private final boolean counting;

    private JobsObservability(JobHandler handler, boolean counting) {
        this.handler = handler;
        this.counting = counting;
    }

    /** With the classifier that ships. */
    public static JobsObservability create(Observability obs) {
        return new JobsObservability(JobHandler.create(obs), true);
    }

    /** @param classifier says why jobs fail; what it throws or makes up counts as {@code internal} */
    public static JobsObservability create(Observability obs, FailureClassifier classifier) {
        return new JobsObservability(JobHandler.create(obs, requireNonNull(classifier, "classifier")), true);
    }

    /**
     * The same for work whose submission is counted elsewhere, by {@link #created()}: a worker that takes from a queue
     * what another part of the service has put there.
     */
    public JobsObservability createdElsewhere() {
        return new JobsObservability(handler, false);
    }

    /** Counts a job that was submitted and will be run elsewhere: {@code jobs_created_total}. */
    public void created() {
        handler.created();
    }

    /** What a job does; {@code X} is what it may throw. */
    @FunctionalInterface
    public interface Task<X extends Exception> {
        void run() throws X;
    }

    /** What a job does and gives back; {@code X} is what it may throw. */
    @FunctionalInterface
    public interface ResultTask<T extends @Nullable Object, X extends Exception> {
        T call() throws X;
    }

    /** @param name the job's name, of low cardinality: the span's name and a field of its line */
    public <X extends Exception> void run(String name, Task<X> task) throws X {
        run(name, null, task);
    }

    /** @param jobId the id of this one, on each of its lines; null for none */
    @SuppressWarnings("NullAway") // its result may be null, which only newer compilers can tell it
    public <X extends Exception> void run(String name, @Nullable String jobId, Task<X> task) throws X {
        requireNonNull(task, "task");
        this.<@Nullable Object, X>observe(name, jobId, () -> {
            task.run();
            return null;
        });
    }

    /** @param name the job's name, of low cardinality: the span's name and a field of its line */
    public <T extends @Nullable Object, X extends Exception> T call(String name, ResultTask<T, X> task) throws X {
        return call(name, null, task);
    }

    /** @param jobId the id of this one, on each of its lines; null for none */
    public <T extends @Nullable Object, X extends Exception> T call(
            String name, @Nullable String jobId, ResultTask<T, X> task) throws X {
        return observe(name, jobId, requireNonNull(task, "task"));
    }

    @SuppressWarnings("try") // the scope is only held
    private <T extends @Nullable Object, X extends Exception> T observe(
            String name, @Nullable String jobId, ResultTask<T, X> task) throws X {
        requireNonNull(name, "name");
        if (handler.isClosed()) {
            return task.call();
        }
        if (counting) {
            handler.created();
        }
        JobOperation job = handler.start(Context.current(), name, jobId);
        T result;
        try (Scope scope = job.makeCurrent()) {
            result = task.call();
        } catch (Throwable e) {
            job.failed(e);
            throw e;
        }
        job.returned(result);
        return result;
    }

    /** The call of a marked method, on its way to where it is implemented. */
    @FunctionalInterface
    public interface Intercepted {
        @Nullable
        Object proceed() throws Throwable;
    }

    /**
     * What the mark says of a method: its own, or that of one which it overrides or implements. For frameworks that
     * intercept calls.
     *
     * @param implementation of which class the object is that the method is called of
     * @return empty where there is no mark, and where the method was woven: then it observes itself
     * @throws IllegalArgumentException if what the mark says can't be
     */
    public static Optional<JobMethod> marked(Method method, Class<?> implementation) {
        Method mark = JobMarks.isWoven(method, implementation)
                ? null
                : JobMarks.of(method, method.getDeclaringClass(), implementation);
        return mark == null ? Optional.empty() : Optional.of(JobMethod.of(mark));
    }

    /**
     * Makes a job of an intercepted call; its result and what it throws go on as they are.
     *
     * @param arguments those of the call
     */
    public @Nullable Object intercept(JobMethod method, @Nullable Object @Nullable [] arguments, Intercepted call)
            throws Throwable {
        JobOperation job = handler.enter(method, arguments, counting);
        if (job == null) { // obs is closed
            return call.proceed();
        }
        Object result;
        try {
            result = call.proceed();
        } catch (Throwable e) {
            job.exit(null, e);
            throw e;
        }
        job.exit(result, null);
        return result;
    }

    /**
     * Submits a job: created now, in the context of now, processed when the executor comes to it.
     *
     * @return cancelling it ends the job as cancelled, whether it has started or not
     * @throws java.util.concurrent.RejectedExecutionException if the executor takes no more; the job has failed then
     */
    public <T extends @Nullable Object> Future<T> submit(Executor executor, String name, Callable<T> task) {
        return submit(executor, name, null, task);
    }

    /** @param jobId the id of this one, on each of its lines; null for none */
    public <T extends @Nullable Object> Future<T> submit(
            Executor executor, String name, @Nullable String jobId, Callable<T> task) {
        requireNonNull(executor, "executor");
        requireNonNull(name, "name");
        requireNonNull(task, "task");
        if (counting) {
            handler.created();
        }
        JobFuture<T> future = JobFuture.of(handler, name, jobId, task);
        try {
            executor.execute(future);
        } catch (Throwable e) {
            future.rejected(e);
            throw e;
        }
        return future;
    }

    /** The same for a task without a result. */
    public Future<?> submit(Executor executor, String name, Runnable task) {
        return submit(executor, name, null, Executors.callable(requireNonNull(task, "task")));
    }

    /**
     * {@link ScheduledExecutorService#scheduleAtFixedRate} of a task that must run: each run is a job, outside of any
     * request, and runs that are missing are seen by two gauges, {@code obs_scheduled_job_missed_runs} and
     * {@code obs_scheduled_job_last_success_age_seconds}. As ever, a run that throws is the executor's last.
     *
     * @param name the job's name, which no other scheduled one has
     * @return the executor's own; once it is cancelled, the gauges are gone
     * @throws IllegalArgumentException if the period is shorter than a millisecond
     * @throws java.util.concurrent.RejectedExecutionException if the executor takes no more
     */
    public ScheduledFuture<?> scheduleAtFixedRate(
            ScheduledExecutorService executor, String name, Duration initialDelay, Duration period, Runnable task) {
        requireNonNull(executor, "executor");
        PeriodicJob job = periodic(name, initialDelay, period, task, true);
        return scheduled(
                job,
                () -> executor.scheduleAtFixedRate(
                        job, initialDelay.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** {@link ScheduledExecutorService#scheduleWithFixedDelay}, the same way; while it runs, no run is due. */
    public ScheduledFuture<?> scheduleWithFixedDelay(
            ScheduledExecutorService executor, String name, Duration initialDelay, Duration delay, Runnable task) {
        requireNonNull(executor, "executor");
        PeriodicJob job = periodic(name, initialDelay, delay, task, false);
        return scheduled(
                job,
                () -> executor.scheduleWithFixedDelay(
                        job, initialDelay.toMillis(), delay.toMillis(), TimeUnit.MILLISECONDS));
    }

    private PeriodicJob periodic(
            String name, Duration initialDelay, Duration between, Runnable task, boolean fixedRate) {
        requireNonNull(name, "name");
        requireNonNull(task, "task");
        if (between.toMillis() < 1) {
            throw new IllegalArgumentException(name + " every " + between + "; allowed: a millisecond at least");
        }
        return new PeriodicJob(handler, counting, name, task, initialDelay.toMillis(), between.toMillis(), fixedRate);
    }

    private static ScheduledFuture<?> scheduled(PeriodicJob job, Supplier<ScheduledFuture<?>> scheduling) {
        try {
            ScheduledFuture<?> future = scheduling.get();
            job.scheduledAs(future);
            return future;
        } catch (Throwable e) {
            job.rejected();
            throw e;
        }
    }

    /**
     * An implementation of the interface that calls the given one; calls of methods marked with
     * {@link io.obs.job.ObservedJob}, in the interface or in the implementation, are jobs. All others pass; so do those
     * that were woven, which observe themselves.
     *
     * @throws IllegalArgumentException if the type is no interface, none of its methods is marked, or what a mark says
     *     can't be
     */
    public <T> T proxy(Class<T> type, T implementation) {
        return JobProxy.create(this, requireNonNull(type, "type"), requireNonNull(implementation, "implementation"));
    }
}
