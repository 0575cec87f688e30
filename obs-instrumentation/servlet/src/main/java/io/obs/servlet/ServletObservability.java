package io.obs.servlet;

import static java.util.Objects.requireNonNull;

import io.obs.Observability;
import io.obs.http.HttpServerHandler;
import io.obs.http.RouteTable;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import java.util.EnumSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Observes the requests of a servlet container: each is counted, timed, logged with one access line and traced; its ids
 * go back as {@code X-Request-ID} and {@code X-Trace-ID}.
 *
 * <p>In a web application nothing of this is needed: the artifact on the class path registers itself
 * ({@link ServletInitializer}). Elsewhere (Jetty's {@code ServletContextHandler}, Tomcat's {@code addContext}, a Spring
 * bean) the service registers what is made here. A request that meets the filter twice is observed once.
 *
 * <p>The {@code endpoint} of a request is the first of: the template that was told to the request's
 * {@link io.obs.context.RequestContext#endpoint(String) RequestContext}, by a framework's adapter or the service; a
 * {@linkplain #route declared} one; what the {@linkplain #templates resolver} says; the servlet's mapping
 * ({@code /reports/*}), with the context's path before it. What reaches a servlet mapped to everything ({@code /} or
 * {@code /*}), the container's own for files among them, is {@code /*}, or {@code UNMATCHED} where the answer is 404,
 * 405 or 501.
 *
 * <p>A request ends when the container has finished it, error pages included, on whatever thread; a handler that throws
 * is measured and its exception goes on as it was; a client that goes away is status 499.
 *
 * <p>Thread-safe; configured before the container starts. Once obs is closed, requests pass as if nobody looked.
 *
 * <pre>{@code
 * ServletObservability observability = ServletObservability.create(obs)
 *         .route("POST", "/api/v1/jobs", 202)
 *         .route("GET", "/api/v1/jobs/{id}", 404);
 * handler.addServletContainerInitializer((classes, context) -> observability.register(context));
 * }</pre>
 *
 * @see <a href="https://opentelemetry.io/docs/specs/semconv/http/http-spans/">OpenTelemetry HTTP spans</a>
 */
public final class ServletObservability {

    /**
     * The name of a {@link ServletContext}'s attribute: where it holds a {@code ServletObservability} when the container
     * starts, {@link ServletInitializer} registers that one instead of one of its own.
     */
    public static final String ATTRIBUTE = ServletObservability.class.getName();

    private static final EnumSet<DispatcherType> DISPATCHES =
            EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC, DispatcherType.ERROR);

    private final Observability obs;
    private final HttpServerHandler http;
    private final RouteTable routes;
    private volatile @Nullable Function<HttpServletRequest, @Nullable String> resolver;

    private ServletObservability(Observability obs) {
        this.obs = obs;
        http = HttpServerHandler.create(obs);
        routes = RouteTable.create(http);
    }

    /** One for each container, or context. */
    public static ServletObservability create(Observability obs) {
        return new ServletObservability(requireNonNull(obs, "obs"));
    }

    /**
     * Declares a route of servlets that find their routes themselves.
     *
     * @param template the whole path, with the context's before it; segments in braces stand for any one segment, a last
     *     segment {@code *} for all the rest: {@code /api/v1/jobs/{id}}; literal segments go before braces, then the
     *     first declared wins
     * @param statuses what it answers with beside 200, 500 and 503
     * @throws IllegalArgumentException if it is no template, or a status is none
     */
    public ServletObservability route(String method, String template, int... statuses) {
        routes.declare(requireNonNull(method, "method"), requireNonNull(template, "template"), statuses);
        return this;
    }

    /**
     * Asks a framework for the template, at the end of each request that has none told or declared.
     *
     * @param from from the request the whole template, with the context's path before it; null where the framework has
     *     matched none. Never a raw path
     */
    public ServletObservability templates(Function<HttpServletRequest, @Nullable String> from) {
        resolver = requireNonNull(from, "from");
        return this;
    }

    /**
     * The filter, to be registered first, for {@code /*}, asynchronous, and the dispatches {@code REQUEST}, {@code ASYNC}
     * and {@code ERROR}. Where a filter inside of it makes answers of what handlers throw, a second one of these inside of
     * that one lets a 500 keep its exception.
     */
    public Filter filter() {
        return new ObservedFilter(obs, http, routes, resolver);
    }

    /**
     * Registers the filter in a context that is starting: in a {@code ServletContainerInitializer} or a
     * {@code ServletContextListener}.
     *
     * @throws IllegalStateException if the context has started already
     */
    public void register(ServletContext context) {
        FilterRegistration.Dynamic registration = context.addFilter("obs", filter());
        if (registration != null) { // else there is one already
            registration.setAsyncSupported(true);
            registration.addMappingForUrlPatterns(DISPATCHES, false, "/*");
        }
    }
}
