package io.obs.http;

import io.obs.Observability;
import io.obs.catalog.Catalog;
import io.obs.config.CoreKeys;
import io.obs.context.RequestContext;
import io.obs.context.RequestIds;
import io.obs.pipeline.Meters.Counter;
import io.obs.pipeline.Meters.Family;
import io.obs.pipeline.Pipeline;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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

    /** How many routes get a handle of their own; frameworks' templates never come near it, raw paths would. */
    private static final int MAX_ROUTES = 2_000;

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

    private record RouteKey(String method, String template) {}

    private final Pipeline pipeline;
    private final Family<Counter> errors;
    private final Set<String> probes;
    private final long slowNanos;
    private final Map<RouteKey, HttpRoute> routes = new ConcurrentHashMap<>();

    private HttpServerHandler(Observability obs) {
        pipeline = obs.pipeline();
        probes = Set.copyOf(obs.config().get(CoreKeys.HTTP_PROBES));
        slowNanos = obs.config().get(CoreKeys.HTTP_SLOW).toNanos();
        errors = pipeline.meters().counters(Catalog.HTTP_ERRORS);
        errors.get("500", ErrorType.EXCEPTION);
        errors.get("500", ErrorType.SERVER_ERROR);
        errors.get("503", ErrorType.SERVER_ERROR);
        errors.get("503", ErrorType.CIRCUIT_OPEN);
        errors.get("499", ErrorType.ABORTED);
        errors.get("404", ErrorType.CLIENT_ERROR);
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
        for (int status : statuses) {
            if (!HttpMethods.isStatus(status)) {
                throw new IllegalArgumentException(
                        method + " " + template + " declares status " + status + ", allowed: 100 to 599");
            }
        }
        HttpRoute route = route(method, template);
        if (!template.equals(UNMATCHED)) {
            route.requests(200);
            route.requests(500);
            route.requests(503);
        }
        for (int status : statuses) {
            route.requests(status);
            if (status >= 400) {
                errors.get(HttpMethods.statusText(status), ErrorType.declared(status));
            }
        }
        return route;
    }

    /** The handle of a route, known or new; {@link #UNMATCHED} for what matches none. */
    public HttpRoute route(String method, String template) {
        String known = HttpMethods.known(method);
        RouteKey key = new RouteKey(known, template);
        HttpRoute route = routes.get(key);
        if (route != null) {
            return route;
        }
        HttpRoute made = new HttpRoute(pipeline.meters(), known, template);
        if (routes.size() >= MAX_ROUTES) {
            return made; // its series fold at the label's cap
        }
        HttpRoute raced = routes.putIfAbsent(key, made);
        return raced == null ? made : raced;
    }

    /**
     * Starts a request.
     *
     * @param route its route, or null where the framework only knows it later ({@link HttpServerOperation#route})
     */
    public HttpServerOperation start(HttpRequest request, @Nullable HttpRoute route) {
        HttpRoute at = route != null ? route : route(request.method(), UNMATCHED);
        Context context = Context.current();
        String requestId = null;
        try {
            if (!startedByOthers(context)) {
                context = pipeline.propagator().extract(context, request, HEADERS);
            }
            requestId = RequestIds.adoptable(request.header(REQUEST_ID));
        } catch (Throwable e) {
            pipeline.failures().caught("http", e);
        }
        RequestContext ids = RequestContext.ofHttp(
                requestId != null ? requestId : RequestIds.next(), route == null ? null : at.template(), at.method());
        HttpServerOperation operation =
                new HttpServerOperation(this, context.with(ids), ids, request, at, probes.contains(request.path()));
        return pipeline.start(operation);
    }

    /** True where another instrumentation (the Java agent) has a server span here already: ours goes below it. */
    private static boolean startedByOthers(Context context) {
        SpanContext around = Span.fromContext(context).getSpanContext();
        return around.isValid() && !around.isRemote();
    }

    /** True once obs is closed: requests then pass as if nobody looked. */
    public boolean isClosed() {
        return pipeline.isClosed();
    }

    Family<Counter> errors() {
        return errors;
    }

    long slowNanos() {
        return slowNanos;
    }
}
