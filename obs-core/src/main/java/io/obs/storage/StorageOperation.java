package io.obs.storage;

import io.obs.context.RequestContext;
import io.obs.job.FailureClassifier;
import io.obs.pipeline.Operation;
import io.obs.pipeline.Outcome;
import io.obs.pipeline.Protocol;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/**
 * One call to a store. Made by {@link StorageHandler#start}.
 *
 * <p>What ended well is timed, what failed is counted, what was cancelled is neither.
 */
public final class StorageOperation extends Operation {

    private static final String TIMEOUT = "timeout";
    private static final String DEPENDENCY = "dependency";
    private static final String CLIENT_ERROR = "client_error";

    private final StorageHandler handler;
    private final StorageRequest request;
    private @Nullable String host;
    private int port;
    private int status;
    private @Nullable String requestId;
    private int resent;
    private @Nullable String errorType;
    private boolean abandoned;

    StorageOperation(StorageHandler handler, Context parent, StorageRequest request) {
        super(parent);
        this.handler = handler;
        this.request = request;
    }

    /** Tells where the store is, before the end. */
    public void server(@Nullable String address, int serverPort) {
        host = address;
        port = serverPort;
    }

    /**
     * Tells what the store answered, before the end.
     *
     * @param code the HTTP status; 0 where there was none
     * @param id the store's own id of the request
     * @param retries how often it was sent again
     */
    public void answered(int code, @Nullable String id, int retries) {
        status = code;
        requestId = id;
        resent = retries;
    }

    /** Ends it well. */
    public void end() {
        finish(Outcome.SUCCESS);
    }

    /** Ends it with what it threw; a {@link CancellationException} or an interrupt is the caller's own wish. */
    public void failed(Throwable error) {
        failed(error, null);
    }

    /**
     * The same, for stores that tell by a code what failed.
     *
     * @param code of a bounded set, {@code NoSuchKey}; it becomes the span's error.type. Null: the exception's class
     */
    public void failed(Throwable error, @Nullable String code) {
        if (error instanceof CancellationException || error instanceof InterruptedException) {
            cancelled();
            return;
        }
        errorType = code == null ? error.getClass().getName() : code;
        finish(Outcome.failure(reason(error), error));
    }

    /** Ends a call that the store answered, and in part refused. */
    public void refused(String code) {
        errorType = code;
        finish(Outcome.failure(CLIENT_ERROR, null));
    }

    /** Ends it because somebody asked for that, or because its answer was that there is nothing to do. */
    public void cancelled() {
        finish(Outcome.cancelled(null));
    }

    /** Ends one of which nobody will ever know how it ended: the span says so, and nothing is counted. */
    public void abandoned() {
        abandoned = true;
        cancelled();
    }

    /** Ends a download with its body; for {@link DownloadBody.End}. */
    public void ended(boolean whole, @Nullable Throwable error) {
        if (error != null) {
            failed(error);
        } else if (whole) {
            end();
        } else {
            cancelled();
        }
    }

    /** What a 5xx of the request around it is put down to: the store, unless the store answered and said no. */
    private String reason(Throwable error) {
        if (status >= 400 && status < 500) {
            return CLIENT_ERROR;
        }
        String type =
                TIMEOUT.equals(FailureClassifier.standard().reason(error)) || status == 504 ? TIMEOUT : DEPENDENCY;
        RequestContext.from(context()).failureHint(type);
        return type;
    }

    StorageAction action() {
        return request.action();
    }

    @Override
    public String spanName() {
        return request.name();
    }

    @Override
    public Protocol protocol() {
        return Protocol.STORAGE;
    }

    @Override
    public SpanKind spanKind() {
        return request.rpcSystem() == null ? SpanKind.INTERNAL : SpanKind.CLIENT;
    }

    @Override
    public void startAttributes(SpanBuilder to) {
        StorageSpan.start(to, request, handler.keys());
    }

    @Override
    public void endAttributes(Span to) {
        StorageSpan.server(to, host, port);
        StorageSpan.answer(to, status, requestId, resent);
        if (errorType != null) {
            StorageSpan.failed(to, errorType);
        }
        if (abandoned) {
            StorageSpan.abandoned(to);
        }
    }

    /** Its code or class in place of its message, which may quote the key. */
    @Override
    public @Nullable String errorText() {
        return handler.keys() ? null : errorType;
    }

    @Override
    public void measure() {
        handler.ended(this);
    }
}
