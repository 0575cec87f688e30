package io.obs.jaxrs;

import jakarta.ws.rs.ConstrainedTo;
import jakarta.ws.rs.RuntimeType;
import jakarta.ws.rs.core.Feature;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.ext.Provider;

/**
 * Tells the template of the matched resource method ({@code /api/v1/jobs/{id}}, sub-resources and application path
 * included) to the request's {@link io.obs.context.RequestContext}, so that metrics, line and span have it as their
 * endpoint. The request itself is observed by the adapter of the container around it, {@code obs-servlet} in a servlet
 * container.
 *
 * <p>Where the framework starts with the servlet container, the series of its resource methods are at zero from then
 * on: of classes with a path, not of what sub-resource locators return, which only a request tells.
 *
 * <p>Found by the frameworks for being on the class path (unless {@code jakarta.ws.rs.loadServices} is false); where one
 * does not search, it is registered as any other feature: {@code new ResourceConfig().register(new RoutesFeature())}.
 * Registered twice it works once.
 *
 * <p>Stateless, thread-safe.
 */
@Provider
@ConstrainedTo(RuntimeType.SERVER)
public final class RoutesFeature implements Feature {

    /** For the frameworks, and for registering it by hand. */
    public RoutesFeature() {}

    @Override
    public boolean configure(FeatureContext context) {
        if (context.getConfiguration().isRegistered(TemplateFilter.class)) {
            return false;
        }
        // Before the service's own filters, so that their lines have it too.
        context.register(new TemplateFilter(), Integer.MIN_VALUE);
        if (hasServlets()) {
            context.register(DeclaredRoutes.class);
        }
        return true;
    }

    private static boolean hasServlets() {
        try {
            Class.forName("jakarta.servlet.ServletConfig", false, RoutesFeature.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }
}
