package io.obs.job;

import static java.util.Objects.requireNonNull;

import io.obs.Observability;
import io.obs.catalog.Catalog;
import io.obs.catalog.Label;
import io.obs.config.CoreKeys;
import io.obs.context.RequestContext;
import io.obs.context.RequestIds;
import io.obs.pipeline.Meters;
import io.obs.pipeline.Meters.Counter;
import io.obs.pipeline.Meters.Histogram;
import io.obs.pipeline.Outcome;
import io.obs.pipeline.Pipeline;
import io.opentelemetry.context.Context;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The life cycle of jobs: created, started, ended; one line, one span and its counts for each.
 *
 * <p>Thread-safe. Never throws after it was made, also when the classifier does.
 */
public final class JobHandler {

    private final Pipeline pipeline;
    private final FailureClassifier classifier;
    private final long slowNanos;
    private final Counter created;
    private final Histogram duration;
    private final LongAdder active;
    private final Map<Outcome.Result, Counter> completed;
    private final Map<String, Counter> failed = new HashMap<>();

    private JobHandler(Observability obs, FailureClassifier classifier) {
        this.pipeline = obs.pipeline();
        this.classifier = classifier;
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
        active = pipeline.shared(Active.class, Active::new).jobs;
    }

    /** One gauge for all handlers of a service. */
    private static final class Active {
        final LongAdder jobs = new LongAdder();

        Active(Pipeline pipeline) {
            pipeline.meters().gauge(Catalog.JOBS_ACTIVE, jobs::sum);
        }
    }

    /** The jobs of a service, with the classifier that ships. */
    public static JobHandler create(Observability obs) {
        return create(obs, FailureClassifier.standard());
    }

    /** The jobs of a service whose failures are told apart by the given classifier. */
    public static JobHandler create(Observability obs, FailureClassifier classifier) {
        return new JobHandler(obs, classifier);
    }

    /** A job was submitted. */
    public void created() {
        created.inc();
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
        JobOperation job = new JobOperation(this, inside(parent, jobId), name, jobId, true);
        active.increment();
        return pipeline.start(job);
    }

    /**
     * A submitted job that never runs: its future was cancelled first, or no thread would take it. It has its line and
     * counts as ended, but not as processed: no duration, no span.
     */
    public JobOperation neverStarted(Context parent, String name, @Nullable String jobId) {
        return pipeline.start(new JobOperation(this, inside(parent, jobId), name, jobId, false));
    }

    private static Context inside(Context parent, @Nullable String jobId) {
        RequestContext around = RequestContext.from(parent);
        RequestContext ids = around == RequestContext.NONE ? RequestContext.of(RequestIds.next()) : around.nested();
        return parent.with(jobId == null ? ids : ids.put("job_id", jobId));
    }

    void ended(JobOperation job) {
        if (job.processed()) {
            active.decrement();
            duration.observeNanos(job.durationNanos(), job);
        }
        requireNonNull(completed.get(job.outcome().result())).inc(job);
        String reason = job.outcome().errorType();
        if (reason != null) {
            requireNonNull(failed.getOrDefault(reason, failed.get(StandardFailures.INTERNAL)))
                    .inc(job);
        }
    }

    String reason(Throwable error) {
        try {
            String reason = classifier.reason(error);
            return failed.containsKey(reason) ? reason : StandardFailures.INTERNAL;
        } catch (Throwable e) {
            pipeline.failures().caught("classifier", e);
            return StandardFailures.INTERNAL;
        }
    }

    long slowNanos() {
        return slowNanos;
    }
}
