package io.obs.servlet;

import io.obs.context.RequestContext;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The container's asynchronous context, whose threads and listeners run in the request's context. */
final class ObservedAsync implements AsyncContext {

    private final AsyncContext async;
    private final ServedExchange exchange;

    ObservedAsync(AsyncContext async, ServedExchange exchange) {
        this.async = async;
        this.exchange = exchange;
    }

    @Override
    public void start(Runnable task) {
        Context current = Context.current();
        async.start((RequestContext.from(current) == RequestContext.NONE
                        ? exchange.operation().context()
                        : current)
                .wrap(task));
    }

    @Override
    public void addListener(AsyncListener listener) {
        async.addListener(new InContext(listener));
    }

    @Override
    public void addListener(AsyncListener listener, ServletRequest request, ServletResponse response) {
        async.addListener(new InContext(listener), request, response);
    }

    @Override
    public ServletRequest getRequest() {
        return async.getRequest();
    }

    @Override
    public ServletResponse getResponse() {
        return async.getResponse();
    }

    @Override
    public boolean hasOriginalRequestAndResponse() {
        return async.hasOriginalRequestAndResponse();
    }

    @Override
    public void dispatch() {
        async.dispatch();
    }

    @Override
    public void dispatch(String path) {
        async.dispatch(path);
    }

    @Override
    public void dispatch(@Nullable ServletContext context, String path) {
        async.dispatch(context, path);
    }

    @Override
    public void complete() {
        async.complete();
    }

    @Override
    public <T extends AsyncListener> T createListener(Class<T> type) throws ServletException {
        return async.createListener(type);
    }

    @Override
    public void setTimeout(long millis) {
        async.setTimeout(millis);
    }

    @Override
    public long getTimeout() {
        return async.getTimeout();
    }

    @SuppressWarnings("try") // the scopes are only held
    private final class InContext implements AsyncListener {

        private final AsyncListener listener;

        InContext(AsyncListener listener) {
            this.listener = listener;
        }

        @Override
        public void onComplete(AsyncEvent event) throws IOException {
            try (Scope scope = exchange.operation().makeCurrent()) {
                listener.onComplete(event);
            }
        }

        @Override
        public void onTimeout(AsyncEvent event) throws IOException {
            try (Scope scope = exchange.operation().makeCurrent()) {
                listener.onTimeout(event);
            }
        }

        @Override
        public void onError(AsyncEvent event) throws IOException {
            try (Scope scope = exchange.operation().makeCurrent()) {
                listener.onError(event);
            }
        }

        @Override
        public void onStartAsync(AsyncEvent event) throws IOException {
            try (Scope scope = exchange.operation().makeCurrent()) {
                listener.onStartAsync(event);
            }
        }
    }
}
