package io.obs.http;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP request on the server's side. Made by {@link HttpServerHandler#start}.
 *
 * <p>It is counted under the route that was told last: at the start, by {@link #route}, or, by whoever inside knows more
 * than the adapter around it, to the {@linkplain io.obs.context.RequestContext#endpoint(String) request context}.
 */
public final class HttpServerOperation extends ServedOperation {

    private final HttpServerHandler handler;
    private final HttpRequest request;
    private boolean routedLate;

    HttpServerOperation(
            HttpServerHandler handler, ServedRequests requests, Context arrived, HttpRequest request, HttpRoute route) {
        super(requests, arrived, route, requests.leftBy(request.path()));
        this.handler = handler;
        this.request = request;
    }

    /** Tells the route once the framework has matched it; before the end. */
    public void route(String template) {
        matched(handler.route(request.method(), template));
        routedLate = true;
    }

    /**
     * Ends the request; the first end counts.
     *
     * @param sent the status that was sent, or 0 where the handler threw before it sent one (counts as 500)
     */
    public void end(int sent) {
        if (claim(HttpMethods.isStatus(sent) ? sent : 500)) {
            adoptTold();
            close(null);
        }
    }

    /** Ends the request of a client that went away before it had its answer: status 499, {@code aborted}. */
    public void aborted(@Nullable Throwable error) {
        if (claim(ErrorType.CLIENT_CLOSED)) {
            adoptTold();
            close(error);
        }
    }

    private void adoptTold() {
        String told = told();
        if (told != null && !told.equals(route().template())) {
            route(told);
        }
    }

    @Override
    public String spanName() {
        return route().spanName();
    }

    @Override
    public boolean renamed() {
        return routedLate;
    }

    @Override
    public void startAttributes(SpanBuilder to) {
        HttpSpan.serverStart(to, request, route());
    }

    @Override
    public void endAttributes(Span to) {
        HttpSpan.end(to, status(), outcome().error(), spanFailed());
        if ((routedLate || joined()) && !route().template().equals(HttpServerHandler.UNMATCHED)) {
            HttpSpan.route(to, route());
        }
    }
}
