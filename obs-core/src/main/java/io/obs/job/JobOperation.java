package io.obs.job;

import io.obs.pipeline.FieldWriter;
import io.obs.pipeline.Line;
import io.obs.pipeline.Operation;
import io.obs.pipeline.Outcome;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.context.Context;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/** One job being processed. Made by {@link JobHandler#start}. */
public final class JobOperation extends Operation implements Line {

    private static final AttributeKey<String> JOB_ID = AttributeKey.stringKey("obs.job.id");
    private static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");

    private final JobHandler handler;
    private final String name;
    private final @Nullable String jobId;
    private final boolean processed;

    JobOperation(JobHandler handler, Context parent, String name, @Nullable String jobId, boolean processed) {
        super(parent);
        this.handler = handler;
        this.name = name;
        this.jobId = jobId;
        this.processed = processed;
    }

    /** False for a job that never ran. */
    boolean processed() {
        return processed;
    }

    /** Ends it well. */
    public void succeeded() {
        finish(Outcome.SUCCESS);
    }

    /** Ends it with what it threw; the classifier says why. A {@link CancellationException} is no failure. */
    public void failed(Throwable error) {
        if (error instanceof CancellationException) {
            cancelled(error);
        } else {
            finish(Outcome.failure(handler.reason(error), error));
        }
    }

    /** Ends it because somebody asked for that. */
    public void cancelled(@Nullable Throwable error) {
        finish(Outcome.cancelled(error));
    }

    @Override
    public String spanName() {
        return name;
    }

    @Override
    public boolean traced() {
        return processed;
    }

    @Override
    public boolean slow() {
        return durationNanos() >= handler.slowNanos();
    }

    @Override
    public void startAttributes(SpanBuilder to) {
        if (jobId != null) {
            to.setAttribute(JOB_ID, jobId);
        }
    }

    @Override
    public void endAttributes(Span to) {
        Throwable error = outcome().error();
        if (error != null && outcome().isFailure()) {
            to.setAttribute(ERROR_TYPE, error.getClass().getName());
        }
    }

    @Override
    public void measure() {
        handler.ended(this);
    }

    @Override
    public String lineLogger() {
        return "obs.job";
    }

    @Override
    public Level lineLevel() {
        if (outcome().isFailure()) {
            return Level.ERROR;
        }
        return slow() ? Level.WARN : Level.INFO;
    }

    @Override
    public String lineMessage() {
        return "job " + name + " "
                + switch (outcome().result()) {
                    case SUCCESS -> "succeeded";
                    case FAILURE -> "failed: " + outcome().errorType();
                    case CANCELLED -> "was cancelled";
                };
    }

    @Override
    public void lineFields(FieldWriter to) {
        to.string("job", name);
        if (processed) {
            to.decimal("duration_ms", durationNanos() / 1e6);
        }
        to.string("failure_reason", outcome().errorType());
    }

    @Override
    public @Nullable Throwable lineError() {
        return outcome().isFailure() ? outcome().error() : null;
    }
}
