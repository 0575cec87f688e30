package io.obs.httpserver;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpsExchange;
import io.obs.http.HttpServerHandler;
import io.obs.http.HttpServerOperation;
import io.obs.http.RouteTable;
import io.opentelemetry.context.Scope;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A handler around a handler: starts the request, lets it run in its context, tells its end. */
final class ObservedHandler implements HttpHandler {

    private final HttpServerHandler http;
    private final RouteTable routes;
    private final @Nullable HttpContext context;
    private final HttpHandler handler;
    private final boolean fallback;

    /** Around the answer to requests that no context is for. */
    static HttpHandler fallback(HttpServerHandler http, RouteTable routes, HttpHandler handler) {
        return new ObservedHandler(http, routes, null, handler, true);
    }

    /**
     * @param routes those it looks among
     * @param context what the exchange shall show as its context; null for its own
     */
    ObservedHandler(HttpServerHandler http, RouteTable routes, @Nullable HttpContext context, HttpHandler handler) {
        this(http, routes, context, handler, false);
    }

    private ObservedHandler(
            HttpServerHandler http,
            RouteTable routes,
            @Nullable HttpContext context,
            HttpHandler handler,
            boolean fallback) {
        this.fallback = fallback;
        this.http = http;
        this.routes = routes;
        this.context = context;
        this.handler = handler;
    }

    @Override
    @SuppressWarnings("try") // the scope is only held
    public void handle(HttpExchange exchange) throws IOException {
        if (http.isClosed() || isObserved(exchange)) {
            handler.handle(context == null ? exchange : observed(exchange, null));
            return;
        }
        JdkRequest request = new JdkRequest(exchange);
        HttpServerOperation operation =
                http.start(request, http.route(request.method(), template(request.path(), path(exchange))));
        Headers answer = exchange.getResponseHeaders();
        answer.set(HttpServerHandler.REQUEST_ID, operation.requestId());
        answer.set(HttpServerHandler.TRACE_ID, operation.traceId());
        RequestEnd end = new RequestEnd(operation);
        // In the exchange itself, so that its own close() comes through here too.
        exchange.setStreams(
                new RequestBody(exchange.getRequestBody(), end), new ResponseBody(exchange.getResponseBody(), end));
        try (Scope scope = operation.makeCurrent()) {
            handler.handle(observed(exchange, end));
        } catch (Throwable e) {
            end.thrown(e);
            throw e;
        }
        end.returned();
    }

    /** @param at the path of the context it came through; null if that is none of the service's */
    private String template(String path, @Nullable String at) {
        String declared = routes.find(path);
        if (declared != null) {
            return declared;
        }
        return at != null && at.equals(path) ? at : HttpServerHandler.UNMATCHED;
    }

    private @Nullable String path(HttpExchange exchange) {
        return fallback ? null : exchange.getHttpContext().getPath();
    }

    private HttpExchange observed(HttpExchange exchange, @Nullable RequestEnd end) {
        ObservedExchange observed = new ObservedExchange(exchange, end, context);
        return exchange instanceof HttpsExchange https ? new ObservedHttpsExchange(https, observed) : observed;
    }

    private static boolean isObserved(HttpExchange exchange) {
        return exchange instanceof ObservedExchange || exchange instanceof ObservedHttpsExchange;
    }
}
