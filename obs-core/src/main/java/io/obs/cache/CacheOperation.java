package io.obs.cache;

import io.obs.context.RequestContext;
import io.obs.pipeline.Operation;
import io.obs.pipeline.Outcome;
import io.obs.pipeline.Protocol;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One operation on a cache. Made by {@link CacheHandler#start(CacheAction)}; ended once, by whichever thread; what was
 * found is told before.
 */
public final class CacheOperation extends Operation {

    private static final String TIMEOUT = "timeout";
    private static final String DEPENDENCY = "dependency";

    private final CacheMeters meters;
    private final CacheAction action;
    private final @Nullable CacheCommand command;
    private long hits;
    private long misses;
    private @Nullable Throwable error;
    private @Nullable String code;

    CacheOperation(Context parent, CacheMeters meters, CacheAction action, @Nullable CacheCommand command) {
        super(parent);
        this.meters = meters;
        this.action = action;
        this.command = command;
    }

    /** So many of the keys that were looked up had a value. */
    public CacheOperation hit(long keys) {
        hits += keys;
        return this;
    }

    /** So many had none. */
    public CacheOperation miss(long keys) {
        misses += keys;
        return this;
    }

    /** Ends it well. */
    public void end() {
        finish(Outcome.SUCCESS);
    }

    /** Ends it with what was thrown; a cancellation or an interrupt is the caller's own wish and no error. */
    public void failed(Throwable thrown) {
        if (thrown instanceof CancellationException || thrown instanceof InterruptedException) {
            finish(Outcome.cancelled(null));
        } else {
            failed(thrown, thrown instanceof TimeoutException);
        }
    }

    /** @param timeout true where it was the time that ran out */
    public void failed(Throwable thrown, boolean timeout) {
        error = thrown;
        String type = timeout ? TIMEOUT : DEPENDENCY;
        RequestContext request = RequestContext.from(context());
        if (request.failureHint() == null) { // many services go on without their cache
            request.failureHint(type);
        }
        finish(Outcome.failure(type, null));
    }

    /**
     * Ends it with an error that the server answered.
     *
     * @param errorCode the server's word for it, of a small set: {@code WRONGTYPE}
     */
    public void refused(String errorCode) {
        code = errorCode;
        finish(Outcome.failure(DEPENDENCY, null));
    }

    @Override
    public String spanName() {
        return command == null ? action.label() : command.name();
    }

    @Override
    public Protocol protocol() {
        return Protocol.CACHE;
    }

    @Override
    public SpanKind spanKind() {
        return SpanKind.CLIENT;
    }

    @Override
    public void startAttributes(SpanBuilder to) {
        if (command != null) {
            CacheSpan.start(to, command);
        }
    }

    @Override
    public void endAttributes(Span to) {
        if (command != null) {
            CacheSpan.batch(to, command);
        }
        if (outcome().isFailure()) {
            CacheSpan.failed(to, error, code);
        }
    }

    @Override
    public void measure() {
        meters.took(action, durationNanos(), this);
        if (hits > 0 || misses > 0) {
            meters.lookedUp(hits, misses, endNanos(), this);
        }
    }
}
