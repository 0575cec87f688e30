package io.obs.http;

import io.obs.context.RequestContext;
import io.obs.pipeline.FieldWriter;
import io.obs.pipeline.Line;
import io.obs.pipeline.Operation;
import io.obs.pipeline.Outcome;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * One request on the server's side. Made by {@link HttpServerHandler#start}.
 *
 * <p>Whoever ends it first, of the threads that may, decides; later ends are ignored.
 */
public final class HttpServerOperation extends Operation implements Line {

    private static final AtomicIntegerFieldUpdater<HttpServerOperation> STATUS =
            AtomicIntegerFieldUpdater.newUpdater(HttpServerOperation.class, "status");

    private final HttpServerHandler handler;
    private final RequestContext ids;
    private final HttpRequest request;
    private final boolean probe;
    private HttpRoute route;
    private boolean routedLate;
    private volatile @Nullable Throwable thrown;
    private volatile int status; // claimed by the first end

    HttpServerOperation(
            HttpServerHandler handler,
            Context context,
            RequestContext ids,
            HttpRequest request,
            HttpRoute route,
            boolean probe) {
        super(context);
        this.handler = handler;
        this.ids = ids;
        this.request = request;
        this.route = route;
        this.probe = probe;
    }

    /** The request's id: adopted or made; goes back as {@link HttpServerHandler#REQUEST_ID}. */
    public String requestId() {
        return java.util.Objects.requireNonNull(ids.requestId());
    }

    /** The trace's id; goes back as {@link HttpServerHandler#TRACE_ID}. */
    public String traceId() {
        return span().getSpanContext().getTraceId();
    }

    /** Tells the route once the framework has matched it; before the end. */
    public void route(String template) {
        route = handler.route(request.method(), template);
        ids.endpoint(template);
        routedLate = true;
    }

    /** Tells that the handler threw, before the end; the exception itself goes on to the framework. */
    public void thrown(Throwable error) {
        thrown = error;
    }

    /**
     * Ends the request; the first end counts.
     *
     * @param sent the status that was sent, or 0 where the handler threw before it sent one (counts as 500)
     */
    public void end(int sent) {
        int code = HttpMethods.isStatus(sent) ? sent : 500;
        if (!STATUS.compareAndSet(this, 0, code)) {
            return;
        }
        Throwable error = thrown;
        String type = ErrorType.of(code, error, ids);
        if (type == null && error == null) {
            close(Outcome.SUCCESS);
        } else {
            close(Outcome.failure(type == null ? ErrorType.EXCEPTION : type, error));
        }
    }

    /** Ends the request of a client that went away before it had its answer: status 499, {@code aborted}. */
    public void aborted(@Nullable Throwable error) {
        if (STATUS.compareAndSet(this, 0, ErrorType.CLIENT_CLOSED)) {
            close(Outcome.failure(ErrorType.ABORTED, error));
        }
    }

    private void close(Outcome how) {
        if (ids.endpoint() == null) {
            ids.endpoint(route.template());
        }
        finish(how);
    }

    @Override
    public String spanName() {
        return route.spanName();
    }

    @Override
    public boolean renamed() {
        return routedLate;
    }

    @Override
    public SpanKind spanKind() {
        return SpanKind.SERVER;
    }

    @Override
    public boolean traced() {
        return !probe;
    }

    @Override
    public boolean slow() {
        return durationNanos() >= handler.slowNanos();
    }

    @Override
    public boolean spanFailed() {
        return status >= 500 || (outcome().error() != null && status != ErrorType.CLIENT_CLOSED);
    }

    @Override
    public void startAttributes(SpanBuilder to) {
        HttpSpan.serverStart(to, request, route);
    }

    @Override
    public void endAttributes(Span to) {
        HttpSpan.end(to, status, outcome().error(), spanFailed());
        if (routedLate) {
            HttpSpan.route(to, route);
        }
    }

    @Override
    public void measure() {
        route.requests(status).inc(this);
        route.duration().observeNanos(durationNanos(), this);
        String type = outcome().errorType();
        if (type != null) {
            handler.errors().get(HttpMethods.statusText(status), type).inc(this);
        }
    }

    @Override
    public String lineLogger() {
        return "obs.access";
    }

    @Override
    public @Nullable Level lineLevel() {
        if (probe) {
            return null;
        }
        if (spanFailed()) {
            return Level.ERROR;
        }
        return slow() ? Level.WARN : Level.INFO;
    }

    @Override
    public String lineMessage() {
        return route.method() + " " + route.template() + " " + HttpMethods.statusText(status);
    }

    @Override
    public void lineFields(FieldWriter to) {
        to.integer("status", status);
        to.decimal("duration_ms", durationNanos() / 1e6);
    }

    @Override
    public @Nullable Throwable lineError() {
        return outcome().error();
    }
}
