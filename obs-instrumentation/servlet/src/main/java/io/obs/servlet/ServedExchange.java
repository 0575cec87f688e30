package io.obs.servlet;

import io.obs.context.RequestContext;
import io.obs.http.HttpServerOperation;
import io.obs.pipeline.Failures;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One observed request through all its dispatches, from the filter's first sight of it to its one end.
 *
 * <p>Used by one thread at a time, as a request is.
 */
final class ServedExchange implements AsyncListener {

    /** The request attribute that holds it: what stops a second observation. */
    static final String ATTRIBUTE = "io.obs.servlet.request";

    /** What tells that the container has finished the request. */
    enum End {
        /** The container's own completion. */
        COMPLETION,
        /** The request listener, which the container calls after error pages. */
        DESTROYED,
        /** The filter's return, or the end of asynchronous work; error pages are still to come. */
        RETURN
    }

    private final HttpServerOperation operation;
    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final Failures failures;
    private final @Nullable String template;
    private final @Nullable String everything;
    private @Nullable Function<HttpServletRequest, @Nullable String> resolver;
    private End end = End.RETURN;
    private @Nullable PrintWriter writer;
    private volatile @Nullable Throwable thrown;
    private volatile @Nullable Throwable caught;
    private volatile @Nullable Throwable gone;
    private volatile @Nullable Throwable unread;
    private volatile boolean answered;
    private volatile int sent;

    /** @param template that of the start; null where none was known */
    ServedExchange(
            HttpServerOperation operation,
            HttpServletRequest request,
            HttpServletResponse response,
            @Nullable String template,
            Failures failures) {
        this.operation = operation;
        this.request = request;
        this.response = response;
        this.template = template;
        this.failures = failures;
        everything = template == null ? Mappings.everything(request) : null;
    }

    HttpServerOperation operation() {
        return operation;
    }

    void endsBy(End what) {
        end = what;
    }

    void resolvedBy(@Nullable Function<HttpServletRequest, @Nullable String> asked) {
        if (asked != null) {
            resolver = asked;
        }
    }

    /** Asks for the template, while the request has its attributes and where nobody has told it. */
    void resolve() {
        if (resolver != null && !isTold()) {
            try {
                String found = resolver.apply(request);
                if (found != null) {
                    operation.route(found);
                }
            } catch (Throwable e) {
                failures.caught("http", e);
            }
        }
    }

    private boolean isTold() {
        return !Objects.equals(RequestContext.from(operation.context()).endpoint(), template);
    }

    /** What fails once the handler has failed in the middle of its answer, changes nothing of what was sent. */
    void thrown(Throwable error) {
        if (failedLate()) {
            return;
        }
        answered = response.isCommitted();
        sent = response.getStatus();
        thrown = cause(error);
    }

    /** Thrown further in than the first filter stands; whoever is between may make an answer of it. */
    void thrownInside(Throwable error) {
        caught = cause(error);
    }

    private static Throwable cause(Throwable error) {
        return error instanceof ServletException wrapped && wrapped.getRootCause() != null
                ? wrapped.getRootCause()
                : error;
    }

    /**
     * The response's body could not be written. Once a handler has failed in the middle of its answer, it is the container
     * that closes the connection, and the error page behind that answer which can't be written.
     */
    void notSent(Throwable error) {
        if (!failedLate()) {
            gone = error;
        }
    }

    private boolean failedLate() {
        return thrown != null && answered;
    }

    /** The request's body could not be read: the client's doing, if the handler makes no answer of it. */
    void notReceived(Throwable error) {
        unread = error;
    }

    void writesTo(PrintWriter to) {
        writer = to;
    }

    void returned() {
        if (end == End.RETURN && !isAsync()) {
            end(status());
        }
    }

    /** Throws nothing: what leaves a request listener is an error in the container's log. */
    void destroyed() {
        try {
            if (end == End.DESTROYED && !isAsync()) {
                finished();
            }
        } catch (Throwable e) {
            failures.caught("http", e);
        }
    }

    /** Whether somebody else goes on with it. Tomcat, once asynchronous work has failed, knows no more that it was any. */
    private boolean isAsync() {
        try {
            return request.isAsyncStarted();
        } catch (IllegalStateException over) {
            return false;
        }
    }

    /** @param failure what kept the response from being complete; null for nothing */
    void completed(@Nullable Throwable failure) {
        if (failure != null && thrown == null) {
            gone = failure;
        }
        end(sentStatus());
    }

    private void finished() {
        // A writer keeps its errors to itself. Asking flushes, which is no difference once the response has begun.
        if (gone == null && !failedLate() && writer != null && response.isCommitted() && writer.checkError()) {
            gone = new IOException("the response could not be written");
        }
        end(sentStatus());
    }

    /** Tomcat closes the connection of an answer that failed in its middle, and notes 500 for itself. */
    private int sentStatus() {
        return failedLate() ? sent : response.getStatus();
    }

    /** Before the container has made an answer of what was thrown. */
    private int status() {
        return thrown != null && !answered ? 0 : response.getStatus();
    }

    private void end(int status) {
        try {
            if (everything != null && !isTold() && isKnown(status)) {
                operation.route(everything);
            }
        } finally {
            if (gone != null) {
                operation.aborted(gone);
            } else if (unread != null && thrown != null && !answered) {
                operation.aborted(thrown);
            } else {
                Throwable error = thrown != null ? thrown : status < 500 ? null : caught;
                if (error != null) {
                    operation.thrown(error);
                }
                operation.end(status);
            }
        }
    }

    /** False where a servlet for everything says that it knows no such thing. */
    private static boolean isKnown(int status) {
        return status != HttpServletResponse.SC_NOT_FOUND
                && status != HttpServletResponse.SC_METHOD_NOT_ALLOWED
                && status != HttpServletResponse.SC_NOT_IMPLEMENTED;
    }

    @Override
    public void onComplete(AsyncEvent event) {
        if (end == End.RETURN) {
            finished();
        }
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        operation.timedOut();
    }

    @Override
    public void onError(AsyncEvent event) {
        Throwable error = event.getThrowable();
        if (error == null || gone != null) {
            return;
        }
        if (error instanceof IOException && response.isCommitted()) {
            notSent(error);
        } else {
            thrown(error);
        }
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
        event.getAsyncContext().addListener(this); // starting again forgets the listeners
    }
}
