package io.obs.servlet;

import io.obs.Observability;
import io.obs.http.HttpServerHandler;
import io.obs.http.HttpServerOperation;
import io.obs.http.RouteTable;
import io.obs.pipeline.Failures;
import io.opentelemetry.context.Scope;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Around all other filters: starts the request, lets it run in its context, hears how it ends. */
final class ObservedFilter implements Filter {

    private final HttpServerHandler http;
    private final RouteTable routes;
    private final Failures failures;
    private final @Nullable Function<HttpServletRequest, @Nullable String> resolver;
    private final RequestsDestroyed destroyed = new RequestsDestroyed();

    ObservedFilter(
            Observability obs,
            HttpServerHandler http,
            RouteTable routes,
            @Nullable Function<HttpServletRequest, @Nullable String> resolver) {
        this.http = http;
        this.routes = routes;
        this.resolver = resolver;
        failures = obs.pipeline().failures();
    }

    @Override
    public void init(FilterConfig config) {
        ServletContext context = config.getServletContext();
        http.under(context.getContextPath());
        Mappings.declare(context, routes);
        if (!(context.getAttribute(HttpServerHandler.ATTRIBUTE) instanceof HttpServerHandler known)
                || known.isClosed()) {
            context.setAttribute(HttpServerHandler.ATTRIBUTE, http);
        }
        destroyed.listenIn(context);
    }

    @Override
    public void doFilter(ServletRequest any, ServletResponse answer, FilterChain chain)
            throws IOException, ServletException {
        if (!(any instanceof HttpServletRequest request) || !(answer instanceof HttpServletResponse response)) {
            chain.doFilter(any, answer);
            return;
        }
        Object seen = request.getAttribute(ServedExchange.ATTRIBUTE);
        if (seen == null) {
            if (http.isClosed()) {
                chain.doFilter(request, response);
            } else {
                first(request, response, chain);
            }
        } else if (seen instanceof ServedExchange exchange) {
            again(exchange, request, response, chain);
        } else { // that of an obs of another web application
            chain.doFilter(request, response);
        }
    }

    private void first(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        ArrivedRequest arrived = new ArrivedRequest(request);
        String declared = routes.find(arrived.path());
        String template = declared != null ? declared : Mappings.template(request);
        HttpServerOperation operation =
                http.start(arrived, template == null ? null : http.route(arrived.method(), template));
        response.setHeader(HttpServerHandler.REQUEST_ID, operation.requestId());
        response.setHeader(HttpServerHandler.TRACE_ID, operation.traceId());
        ServedExchange exchange = new ServedExchange(operation, request, response, template, failures);
        if (declared == null) {
            exchange.resolvedBy(resolver);
        }
        request.setAttribute(ServedExchange.ATTRIBUTE, exchange);
        exchange.endsBy(
                JettyCompletion.listen(request, exchange::completed, failures)
                        ? ServedExchange.End.COMPLETION
                        : destroyed.isHeard() ? ServedExchange.End.DESTROYED : ServedExchange.End.RETURN);
        run(exchange, request, response, chain);
    }

    /** Another dispatch of a request that is observed already, or the second of two filters in one chain. */
    private void again(
            ServedExchange exchange, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        DispatcherType dispatch = request.getDispatcherType();
        if (dispatch == DispatcherType.ASYNC || dispatch == DispatcherType.ERROR) {
            run(exchange, request, response, chain);
        } else {
            exchange.resolvedBy(resolver);
            try {
                chain.doFilter(request, response);
            } catch (Throwable e) {
                exchange.thrownInside(e);
                throw e;
            }
        }
    }

    @SuppressWarnings("try") // the scope is only held
    private static void run(
            ServedExchange exchange, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try (Scope scope = exchange.operation().makeCurrent()) {
            chain.doFilter(new ObservedRequest(request, exchange), new ObservedResponse(response, exchange));
        } catch (Throwable e) {
            exchange.thrown(e);
            throw e;
        } finally {
            if (request.getDispatcherType() != DispatcherType.ERROR) { // whose template is the error page's
                exchange.resolve();
            }
            exchange.returned();
        }
    }
}
