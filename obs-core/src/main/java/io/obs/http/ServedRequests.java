package io.obs.http;

import io.obs.Observability;
import io.obs.catalog.Catalog;
import io.obs.config.CoreKeys;
import io.obs.config.ProbeSignals;
import io.obs.context.RequestContext;
import io.obs.context.RequestIds;
import io.obs.pipeline.Meters.Counter;
import io.obs.pipeline.Meters.Family;
import io.obs.pipeline.Pipeline;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What all servers share that feed the HTTP families, whatever their protocol: the routes with their meters, the errors,
 * and how a request's context and ids come in.
 *
 * <p>For the handlers of protocols (HTTP's here, RPC's beside it). Thread-safe; never throws after it was made, but for a
 * wrong declaration.
 */
public final class ServedRequests {

    /** How many routes get a handle of their own; frameworks' templates never come near it, raw paths would. */
    private static final int MAX_ROUTES = 2_000;

    private record RouteKey(String method, String template) {}

    private final Pipeline pipeline;
    private final Family<Counter> errors;
    private final long slowNanos;
    private final Probes probes;
    private final Map<RouteKey, HttpRoute> routes = new ConcurrentHashMap<>();

    private ServedRequests(Observability obs) {
        pipeline = obs.pipeline();
        slowNanos = obs.config().get(CoreKeys.HTTP_SLOW).toNanos();
        probes = new Probes(obs.config());
        errors = pipeline.meters().counters(Catalog.HTTP_ERRORS);
        errors.get("500", ErrorType.EXCEPTION);
        errors.get("500", ErrorType.SERVER_ERROR);
        errors.get("503", ErrorType.SERVER_ERROR);
        errors.get("503", ErrorType.CIRCUIT_OPEN);
        errors.get("499", ErrorType.ABORTED);
    }

    public static ServedRequests create(Observability obs) {
        return new ServedRequests(obs);
    }

    /**
     * Registers a route before its first request, so that its series exist at zero: 200, 500, 503 and the statuses it
     * declares. Of {@link HttpServerHandler#UNMATCHED} only the declared ones, of a probe's path none ({@code obs.probes}).
     *
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
        if (leftBy(template) == ProbeSignals.NONE || leftByCall(template) == ProbeSignals.NONE) {
            return route;
        }
        route.duration();
        if (!template.equals(HttpServerHandler.UNMATCHED)) {
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

    /** The handle of a route, known or new; {@link HttpServerHandler#UNMATCHED} for what matches none. */
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
     * The context of a request that has arrived: the trace it continues, and a {@link RequestContext} with its adopted or
     * made id.
     *
     * @param endpoint the route's template; null where it is only known later
     * @param method as in the {@code method} label
     */
    public <C> Context arrived(C request, TextMapGetter<C> headers, @Nullable String endpoint, String method) {
        Context context = Context.current();
        String requestId = null;
        try {
            if (!startedByOthers(context)) {
                context = pipeline.propagator().extract(context, request, headers);
            }
            requestId = RequestIds.adoptable(headers.get(request, HttpServerHandler.REQUEST_ID));
        } catch (Throwable e) {
            pipeline.failures().caught("http", e);
        }
        return context.with(RequestContext.ofHttp(requestId != null ? requestId : RequestIds.next(), endpoint, method));
    }

    /** True where there is a span here already, another instrumentation's (the Java agent's) or a caller's in this process. */
    private static boolean startedByOthers(Context context) {
        SpanContext around = Span.fromContext(context).getSpanContext();
        return around.isValid() && !around.isRemote();
    }

    /** Where requests start. */
    public Pipeline pipeline() {
        return pipeline;
    }

    Family<Counter> errors() {
        return errors;
    }

    void under(String root) {
        probes.under(root);
    }

    /** What a request of this path leaves behind: all, unless it is a probe's. */
    public ProbeSignals leftBy(String path) {
        return probes.leftBy(path);
    }

    /** What a call of this method leaves behind; by {@code /package.Service/Method}. */
    public ProbeSignals leftByCall(String method) {
        return probes.leftByCall(method);
    }

    long slowNanos() {
        return slowNanos;
    }
}
