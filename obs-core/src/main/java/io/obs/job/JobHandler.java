package io.obs.job;

import static java.util.Objects.requireNonNull;

import io.obs.Observability;
import io.obs.catalog.Catalog;
import io.obs.catalog.Label;
import io.obs.config.CoreKeys;
import io.obs.context.RequestContext;
import io.obs.context.RequestIds;
import io.obs.lazy.LazyScopes;
import io.obs.mask.Masker;
import io.obs.pipeline.Meters;
import io.obs.pipeline.Meters.Counter;
import io.obs.pipeline.Meters.Histogram;
import io.obs.pipeline.Outcome;
import io.obs.pipeline.Pipeline;
import io.opentelemetry.context.Context;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The life cycle of jobs: created, started, ended; one line, one span and its counts for each.
 *
 * <p>Thread-safe. Never throws after it was made, also when the classifier does.
 */
public final class JobHandler {

    private static final @Nullable Object[] NO_VALUES = {};

    private final Pipeline pipeline;
    private final FailureClassifier classifier;
    private final Masker masker;
    private final long slowNanos;
    private final Counter created;
    private final Histogram duration;
    private final RunningJobs running;
    private final Map<Outcome.Result, Counter> completed;
    private final Map<String, Counter> failed = new HashMap<>();

    private JobHandler(Observability obs, FailureClassifier classifier) {
        this.pipeline = obs.pipeline();
        this.classifier = classifier;
        this.masker = Masker.of(obs.config());
        this.slowNanos = obs.config().get(CoreKeys.JOB_SLOW).toNanos();
        Meters meters = pipeline.meters();
        created = meters.counters(Catalog.JOBS_CREATED).get();
        duration = meters.histograms(Catalog.JOB_PROCESSING_DURATION).get();
        Meters.Family<Counter> ended = meters.counters(Catalog.JOBS_COMPLETED);
        completed = Map.of(
                Outcome.Result.SUCCESS, ended.get("success"),
                Outcome.Result.FAILURE, ended.get("failure"),
                Outcome.Result.CANCELLED, ended.get("cancelled"));
        for (Label label : Catalog.JOBS_FAILED.openLabels()) {
            label.values()
                    .forEach(reason -> failed.put(
                            reason, meters.counters(Catalog.JOBS_FAILED).get(reason)));
        }
        running = pipeline.shared(RunningJobs.class, RunningJobs::new);
    }

    /**
     * The jobs of a service, with the classifier that it gave to {@code Observability.builder().use}, or the one that
     * ships.
     */
    public static JobHandler create(Observability obs) {
        return create(obs, obs.find(FailureClassifier.class).orElseGet(FailureClassifier::standard));
    }

    /** The jobs of a service whose failures are told apart by the given classifier. */
    public static JobHandler create(Observability obs, FailureClassifier classifier) {
        return new JobHandler(obs, classifier);
    }

    /** A job was submitted. */
    public void created() {
        created.inc();
    }

    /**
     * A job is scheduled, and must run; nothing is due yet.
     *
     * @param name the job's name
     * @param cancelled whether it is no longer scheduled; asked at each scrape
     * @param following when the run after one that is due at the given time is due, or {@link Schedule#NONE}
     */
    public Schedule schedule(String name, BooleanSupplier cancelled, LongUnaryOperator following) {
        return Schedule.create(pipeline, name, cancelled, following);
    }

    /** True once obs is closed: jobs then run as if nobody looked. */
    public boolean isClosed() {
        return pipeline.isClosed();
    }

    /**
     * Processing starts; inside a request the job keeps its ids, outside it gets ids of its own.
     *
     * @param parent the context of whoever submitted it
     * @param name the job's name, of low cardinality
     * @param jobId the id of this one, or null
     */
    public JobOperation start(Context parent, String name, @Nullable String jobId) {
        return start(new JobOperation(this, inside(parent, jobId), name, jobId, true, null, NO_VALUES));
    }

    private JobOperation start(JobOperation job) {
        running.started();
        return pipeline.start(job);
    }

    /**
     * A call of a marked method begins: the job starts in the current context, which from now on is its own, until
     * {@link JobOperation#exit} is called on this thread.
     *
     * @param arguments those of the call; may be null where the method has no {@link Field}s
     * @return null once obs is closed
     */
    public @Nullable JobOperation enter(JobMethod method, @Nullable Object @Nullable [] arguments) {
        return enter(method, arguments, true);
    }

    /** @param counting false where submissions are counted elsewhere, whatever the mark says */
    public @Nullable JobOperation enter(JobMethod method, @Nullable Object @Nullable [] arguments, boolean counting) {
        if (pipeline.isClosed()) {
            return null;
        }
        if (counting && method.created()) {
            created.inc();
        }
        JobOperation job = start(marked(method, Context.current(), arguments));
        job.enter();
        return job;
    }

    /** The same for a woven method without fields, which may never become an operation. */
    @Nullable
    Object call(JobMethod method) {
        JobCall call = pipeline.leavesOut(LazyScopes::around, JobOperation.LOGGER) ? JobCall.enter(this, method) : null;
        return call != null ? call : enter(method, null);
    }

    /** A call has begun that is no operation yet; at the time that is given back. */
    long began(JobMethod method) {
        running.begun(method.created());
        return pipeline.clock().nanoTime();
    }

    /** Makes the operation of a call that began then, in the current context. */
    JobOperation started(JobMethod method, long startNanos) {
        return pipeline.start(marked(method, Context.current(), null), startNanos);
    }

    /** The same, and makes its context current. */
    JobOperation entered(JobMethod method, long startNanos) {
        JobOperation job = started(method, startNanos);
        job.enter();
        return job;
    }

    /** Counts a call that ended well and that nobody has looked at; false where it was slow, and shall be told of. */
    boolean endedUnseen(JobMethod method, long startNanos) {
        long nanos = Math.max(0, pipeline.clock().nanoTime() - startNanos);
        if (slow(nanos, method)) {
            return false;
        }
        running.done();
        duration.observeNanos(nanos);
        return true;
    }

    private JobOperation marked(JobMethod method, Context parent, @Nullable Object @Nullable [] arguments) {
        if (arguments == null || method.fields().isEmpty()) {
            return new JobOperation(this, inside(parent, null), method.name(), null, true, method, NO_VALUES);
        }
        @Nullable Object[] values = NO_VALUES;
        try {
            values = method.fields().values(arguments);
        } catch (Throwable e) { // a text of somebody's own kind
            pipeline.failures().caught("field", e);
        }
        Context context = inside(parent, null);
        method.fields().put(values, RequestContext.from(context));
        return new JobOperation(this, context, method.name(), method.fields().jobId(values), true, method, values);
    }

    /**
     * A submitted job that never runs: its future was cancelled first, or no thread would take it. It has its line and
     * counts as ended, but not as processed: no duration, no span.
     */
    public JobOperation neverStarted(Context parent, String name, @Nullable String jobId) {
        return pipeline.start(new JobOperation(this, inside(parent, jobId), name, jobId, false, null, NO_VALUES));
    }

    private static Context inside(Context parent, @Nullable String jobId) {
        RequestContext around = RequestContext.from(parent);
        RequestContext ids = around == RequestContext.NONE ? RequestContext.of(RequestIds.next()) : around.nested();
        return parent.with(jobId == null ? ids : ids.put("job_id", jobId));
    }

    void ended(JobOperation job) {
        if (job.processed()) {
            running.ended();
            duration.observeNanos(job.durationNanos(), job);
        }
        requireNonNull(completed.get(job.outcome().result())).inc(job);
        String reason = job.outcome().errorType();
        if (reason != null) {
            requireNonNull(failed.getOrDefault(reason, failed.get(StandardFailures.INTERNAL)))
                    .inc(job);
        }
    }

    String reason(Throwable error, @Nullable JobMethod method) {
        try {
            String reason = method == null ? classifier.reason(error) : method.reason(error, classifier);
            return failed.containsKey(reason) ? reason : StandardFailures.INTERNAL;
        } catch (Throwable e) {
            pipeline.failures().caught("classifier", e);
            return StandardFailures.INTERNAL;
        }
    }

    boolean slow(long nanos, @Nullable JobMethod method) {
        return nanos >= (method == null ? slowNanos : method.slowNanos(slowNanos));
    }

    Masker masker() {
        return masker;
    }

    void caught(Throwable error) {
        pipeline.failures().caught("job", error);
    }

    void endWith(JobOperation job, Future<?> future) {
        pipeline.shared(FutureWatch.class, FutureWatch::new).watch(job, future);
    }
}
