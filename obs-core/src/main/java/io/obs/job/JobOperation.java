package io.obs.job;

import io.obs.pipeline.FieldWriter;
import io.obs.pipeline.Line;
import io.obs.pipeline.Operation;
import io.obs.pipeline.Outcome;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/** One job being processed. Made by {@link JobHandler#start}. */
public final class JobOperation extends Operation implements Line {

    /** The logger of jobs' lines. */
    static final String LOGGER = "obs.job";

    private static final AttributeKey<String> JOB_ID = AttributeKey.stringKey("obs.job.id");
    private static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");

    private final JobHandler handler;
    private final String name;
    private final @Nullable String jobId;
    private final boolean processed;
    private final @Nullable JobMethod method;
    private final @Nullable Object[] values;
    private @Nullable Scope entered;

    /**
     * @param method the marked method that it is a call of, or null
     * @param values of that method's fields
     */
    JobOperation(
            JobHandler handler,
            Context parent,
            String name,
            @Nullable String jobId,
            boolean processed,
            @Nullable JobMethod method,
            @Nullable Object[] values) {
        super(parent);
        this.handler = handler;
        this.name = name;
        this.jobId = jobId;
        this.processed = processed;
        this.method = method;
        this.values = values;
    }

    /** False for a job that never ran. */
    boolean processed() {
        return processed;
    }

    /** Ends it well. */
    public void succeeded() {
        finish(Outcome.SUCCESS);
    }

    /**
     * Ends it by what its work returned: at once, or when the stage or future does that it is. A stage tells its end; a
     * future that is none is asked every 20 ms. Neither is changed.
     */
    public void returned(@Nullable Object result) {
        if (result instanceof CompletionStage<?> stage) {
            try {
                stage.whenComplete((value, error) -> completed(error));
            } catch (Throwable e) { // a stage of somebody's own that can't be listened to: ended as far as seen
                handler.caught(e);
                succeeded();
            }
        } else if (result instanceof Future<?> future) {
            handler.endWith(this, future);
        } else {
            succeeded();
        }
    }

    private void completed(@Nullable Throwable error) {
        if (error == null) {
            succeeded();
        } else {
            failed(error instanceof CompletionException && error.getCause() != null ? error.getCause() : error);
        }
    }

    @SuppressWarnings("MustBeClosedChecker") // exit() closes it
    void enter() {
        entered = makeCurrent();
    }

    /**
     * The call that {@link JobHandler#enter} began is over; on the same thread.
     *
     * @param result what it returns, if anything
     * @param thrown what it throws, or null
     */
    public void exit(@Nullable Object result, @Nullable Throwable thrown) {
        Scope scope = entered;
        if (scope != null) {
            entered = null;
            scope.close();
        }
        if (thrown == null) {
            returned(result);
        } else {
            failed(thrown);
        }
    }

    /** Ends it with what it threw; the classifier says why. A {@link CancellationException} is no failure. */
    public void failed(Throwable error) {
        if (error instanceof CancellationException) {
            cancelled(error);
        } else {
            finish(Outcome.failure(handler.reason(error, method), error));
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
    public boolean mayBeginTrace() {
        return true;
    }

    @Override
    public boolean traced() {
        return processed;
    }

    @Override
    public boolean slow() {
        return handler.slow(durationNanos(), method);
    }

    @Override
    public void startAttributes(SpanBuilder to) {
        if (jobId != null) {
            to.setAttribute(JOB_ID, jobId);
        }
        if (method != null && values.length > 0) {
            method.fields().attributes(values, handler.masker(), to);
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
        return LOGGER;
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
