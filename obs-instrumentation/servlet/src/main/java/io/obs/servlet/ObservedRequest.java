package io.obs.servlet;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The container's request, whose asynchronous work runs in the request's context. */
final class ObservedRequest extends HttpServletRequestWrapper {

    private final ServedExchange exchange;
    private @Nullable ServletInputStream body;

    ObservedRequest(HttpServletRequest request, ServedExchange exchange) {
        super(request);
        this.exchange = exchange;
    }

    @Override
    public AsyncContext startAsync() {
        return started(super.startAsync());
    }

    @Override
    public AsyncContext startAsync(ServletRequest request, ServletResponse response) {
        return started(super.startAsync(request, response));
    }

    private AsyncContext started(AsyncContext context) {
        context.addListener(exchange);
        return new ObservedAsync(context, exchange);
    }

    @Override
    public AsyncContext getAsyncContext() {
        return new ObservedAsync(super.getAsyncContext(), exchange);
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        if (body == null) {
            body = new RequestBody(super.getInputStream(), exchange);
        }
        return body;
    }
}
