package io.obs.http;

import io.obs.Observability;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The life cycle of an HTTP request on the server's side, for every framework: extracts the context, adopts or makes
 * the ids, starts the operation, and lets it end in exactly one access line, one span, one count.
 *
 * <p>Thread-safe; one for each adapter. Never throws after it was made.
 *
 * <pre>{@code
 * HttpServerOperation operation = handler.start(request, route);
 * try (Scope scope = operation.makeCurrent()) {
 *     status = theFramework.handle();
 * } catch (Throwable e) {
 *     operation.thrown(e);
 *     throw e;
 * } finally {
 *     operation.end(status);
 * }
 * }</pre>
 */
public final class HttpServerHandler {

    /** The endpoint of requests that match no route. */
    public static final String UNMATCHED = "UNMATCHED";

    /** The response and request header that carries the request's id. */
    public static final String REQUEST_ID = "X-Request-ID";

    /** The response header that carries the trace's id. */
    public static final String TRACE_ID = "X-Trace-ID";

    /**
     * The name under which the adapter of a container leaves its handler in the container's own attributes (a servlet
     * context's), for the adapters of frameworks inside it: they declare their routes there.
     */
    public static final String ATTRIBUTE = HttpServerHandler.class.getName();

    private static final TextMapGetter<HttpRequest> HEADERS = new TextMapGetter<>() {
        @Override
        @SuppressWarnings("deprecation") // abstract all the same; nobody calls it
        public Iterable<String> keys(HttpRequest carrier) {
            return List.of();
        }

        @Override
        public @Nullable String get(@Nullable HttpRequest carrier, String key) {
            return carrier == null ? null : carrier.header(key);
        }
    };

    private final ServedRequests requests;

    private HttpServerHandler(Observability obs) {
        requests = ServedRequests.create(obs);
        declare("GET", UNMATCHED, 404);
    }

    public static HttpServerHandler create(Observability obs) {
        return new HttpServerHandler(obs);
    }

    /**
     * Registers a route before its first request, so that its series exist at zero: 200, 500, 503 and the statuses it
     * declares.
     *
     * @param template the route's template, {@code /api/v1/jobs/{id}}
     * @param statuses further statuses it answers with, 100 to 599
     * @throws IllegalArgumentException if a status is none
     */
    public HttpRoute declare(String method, String template, int... statuses) {
        return requests.declare(method, template, statuses);
    }

    /**
     * Tells below which path the whole service stands, a servlet context's or a base path: its probes are there, too. To be
     * told before routes are declared.
     *
     * @param root {@code /shop}; empty where it stands at the root
     */
    public void under(String root) {
        if (!root.isEmpty()) {
            requests.under(root);
        }
    }

    /** The handle of a route, known or new; {@link #UNMATCHED} for what matches none. */
    public HttpRoute route(String method, String template) {
        return requests.route(method, template);
    }

    /**
     * Starts a request.
     *
     * @param route its route, or null where the framework only knows it later ({@link HttpServerOperation#route})
     */
    public HttpServerOperation start(HttpRequest request, @Nullable HttpRoute route) {
        HttpRoute at = route != null ? route : route(request.method(), UNMATCHED);
        Context arrived = requests.arrived(request, HEADERS, route == null ? null : at.template(), at.method());
        return requests.pipeline().start(new HttpServerOperation(this, requests, arrived, request, at));
    }

    /** True once obs is closed: requests then pass as if nobody looked. */
    public boolean isClosed() {
        return requests.pipeline().isClosed();
    }
}
