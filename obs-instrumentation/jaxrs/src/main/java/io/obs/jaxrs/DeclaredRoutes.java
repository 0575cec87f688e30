package io.obs.jaxrs;

import io.obs.context.RequestContext;
import io.obs.http.HttpServerHandler;
import jakarta.servlet.ServletConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.FeatureContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Declares the resource methods of a framework that starts as a servlet, so that their series exist at zero: to the
 * handler that the servlets' adapter has left in their context. Nothing to do where there is no servlet; never fails.
 *
 * <p>Public for the frameworks, which make it and inject its servlet: {@link RoutesFeature} registers it.
 */
public final class DeclaredRoutes implements DynamicFeature {

    private static final String ANYTHING_BELOW = "/*";
    private static final String RESTEASY_PREFIX = "resteasy.servlet.mapping.prefix";
    private static final String RESTEASY = "org.jboss.resteasy.";

    /** The framework's own servlet; absent, or an object that only throws, where it is none. */
    @Context
    private @Nullable ServletConfig servlet;

    /** For the frameworks. */
    public DeclaredRoutes() {}

    @Override
    public void configure(ResourceInfo resource, FeatureContext context) {
        if (RequestContext.current().method() != null) {
            return; // a request meets a class that a locator has returned: its own path says nothing
        }
        try {
            if (servlet != null
                    && servlet.getServletContext().getAttribute(HttpServerHandler.ATTRIBUTE)
                            instanceof HttpServerHandler http) {
                declare(ResourceMethod.of(resource), servlet, http);
            }
        } catch (RuntimeException | LinkageError notInAServlet) {
            // Its series begin with its first request.
        }
    }

    private static void declare(@Nullable ResourceMethod method, ServletConfig servlet, HttpServerHandler http) {
        if (method != null) {
            for (String base : bases(servlet)) {
                http.declare(method.verb(), Templates.of(base, method.path(), method.below()));
            }
        }
    }

    /** The paths that resources are reached under: the context's, with that of the servlet. */
    private static List<String> bases(ServletConfig servlet) {
        ServletContext context = servlet.getServletContext();
        ServletRegistration registration = context.getServletRegistration(servlet.getServletName());
        if (registration == null) {
            return List.of();
        }
        String prefix = servlet.getInitParameter(RESTEASY_PREFIX);
        if (prefix == null) {
            prefix = context.getInitParameter(RESTEASY_PREFIX);
        }
        if (prefix != null || registration.getClassName().startsWith(RESTEASY)) {
            return List.of(
                    context.getContextPath() + (prefix == null ? "" : prefix)); // it knows nothing of its mapping
        }
        return registration.getMappings().stream()
                .filter(mapping -> mapping.equals("/") || mapping.endsWith(ANYTHING_BELOW))
                .map(mapping -> context.getContextPath() + mapping.replace(ANYTHING_BELOW, ""))
                .toList();
    }
}
