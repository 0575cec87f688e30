package io.obs.httpserver;

import static java.util.Objects.requireNonNull;

import com.sun.net.httpserver.Authenticator;
import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.obs.http.HttpServerHandler;
import io.obs.http.RouteTable;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * A context of an observed server. Filters and authenticator are kept here and run inside the observed request, in the
 * JDK's order: so that what they answer is seen too, and because the JDK's own authentication accepts no exchange but
 * its own.
 */
final class ObservedContext extends HttpContext {

    private final HttpServerHandler http;
    private final RouteTable routes;
    private final HttpServer server;
    private final HttpContext context;
    private final List<Filter> filters = new CopyOnWriteArrayList<>();
    private final HttpHandler authenticated = this::authenticate;
    private volatile @Nullable Authenticator authenticator;
    private volatile @Nullable HttpHandler handler;

    /** @param server the observed one */
    ObservedContext(HttpServerHandler http, RouteTable routes, HttpServer server, HttpContext context) {
        this.http = http;
        this.routes = routes;
        this.server = server;
        this.context = context;
    }

    /** The server's own. */
    HttpContext context() {
        return context;
    }

    private void handle(HttpExchange exchange) throws IOException {
        if (filters.isEmpty()) {
            authenticate(exchange);
        } else {
            new Filter.Chain(filters, authenticated).doFilter(exchange);
        }
    }

    private void authenticate(HttpExchange exchange) throws IOException {
        Authenticator check = authenticator;
        if (check != null) {
            Authenticator.Result result = check.authenticate(exchange);
            if (result instanceof Authenticator.Failure failure) {
                refuse(exchange, failure.getResponseCode());
                return;
            }
            if (result instanceof Authenticator.Retry retry) {
                refuse(exchange, retry.getResponseCode());
                return;
            }
            if (result instanceof Authenticator.Success success) {
                observed(exchange).principal(success.getPrincipal());
            }
        }
        requireNonNull(handler).handle(exchange);
    }

    private static ObservedExchange observed(HttpExchange exchange) {
        return exchange instanceof ObservedHttpsExchange https ? https.observed() : (ObservedExchange) exchange;
    }

    private static void refuse(HttpExchange exchange, int code) throws IOException {
        exchange.getRequestBody().readAllBytes();
        exchange.sendResponseHeaders(code, -1);
    }

    @Override
    public @Nullable HttpHandler getHandler() {
        return handler;
    }

    @Override
    public synchronized void setHandler(HttpHandler first) {
        if (handler != null) {
            throw new IllegalArgumentException("handler already set");
        }
        handler = requireNonNull(first, "handler");
        context.setHandler(new ObservedHandler(http, routes, this, this::handle));
    }

    @Override
    public String getPath() {
        return context.getPath();
    }

    @Override
    public HttpServer getServer() {
        return server;
    }

    @Override
    public Map<String, Object> getAttributes() {
        return context.getAttributes();
    }

    @Override
    public List<Filter> getFilters() {
        return filters;
    }

    @Override
    public @Nullable Authenticator setAuthenticator(@Nullable Authenticator replacement) {
        Authenticator before = authenticator;
        authenticator = replacement;
        return before;
    }

    @Override
    public @Nullable Authenticator getAuthenticator() {
        return authenticator;
    }
}
