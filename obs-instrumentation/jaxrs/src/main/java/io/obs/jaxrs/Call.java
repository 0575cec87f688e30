package io.obs.jaxrs;

import io.obs.http.HttpClientHandler;
import io.obs.http.HttpClientOperation;
import io.obs.http.HttpRequest;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.client.ClientRequestContext;
import java.io.InterruptedIOException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One request of an observed client: begun where it is sent, a span from where its headers are complete. */
final class Call {

    /** The property of the request that holds it. */
    static final String PROPERTY = "io.obs.jaxrs.call";

    private final Context sender = Context.current();
    private volatile @Nullable HttpClientOperation operation;
    private volatile boolean left;

    Context sender() {
        return sender;
    }

    /** Passes unobserved; called before it is sent. */
    void leave() {
        left = true;
    }

    @SuppressWarnings("try") // the scope is only held
    void sent(HttpClientHandler http, ClientRequestContext request) {
        if (left) {
            return;
        }
        try (Scope scope = sender.makeCurrent()) {
            operation = http.start(
                    HttpRequest.of(request.getMethod(), request.getUri(), request::getHeaderString),
                    (name, value) -> request.getHeaders().putSingle(name, value));
        }
    }

    void answered(int status) {
        HttpClientOperation started = operation;
        if (started != null) {
            started.end(status);
        }
    }

    /** Of a request that has its answer this is no news: an error status may be an exception too. */
    void failed(Throwable error) {
        HttpClientOperation started = operation;
        if (started != null) {
            Throwable cause = cause(error);
            started.failed(cause, cause instanceof InterruptedIOException || cause instanceof TimeoutException);
        }
    }

    private static Throwable cause(Throwable error) {
        Throwable cause = error;
        while (cause.getCause() != null
                && (cause instanceof ProcessingException
                        || cause instanceof CompletionException
                        || cause instanceof ExecutionException)) {
            cause = cause.getCause();
        }
        return cause;
    }
}
