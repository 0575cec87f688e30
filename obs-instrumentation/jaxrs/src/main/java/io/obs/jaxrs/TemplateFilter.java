package io.obs.jaxrs;

import io.obs.context.RequestContext;
import io.obs.http.HttpServerHandler;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.UriInfo;

/** Tells the template of each request that a resource method was found for, and of others that there is none. */
final class TemplateFilter implements ContainerRequestFilter, ContainerResponseFilter {

    private static final String TOLD = "io.obs.jaxrs.told";
    private static final int LOWEST_ERROR = 400;

    private final Templates templates = new Templates();

    @Override
    public void filter(ContainerRequestContext context) {
        RequestContext request = RequestContext.current();
        if (request.method() == null) {
            return; // nobody observes it
        }
        UriInfo uri = context.getUriInfo();
        String matched = uri.getMatchedResourceTemplate();
        if (matched != null && !matched.isEmpty()) {
            request.endpoint(templates.full(uri.getBaseUri().getRawPath(), matched, uri.getPath(false)));
            context.setProperty(TOLD, true);
        }
    }

    @Override
    public void filter(ContainerRequestContext context, ContainerResponseContext response) {
        RequestContext request = RequestContext.current();
        if (request.method() != null && response.getStatus() >= LOWEST_ERROR && context.getProperty(TOLD) == null) {
            request.endpoint(HttpServerHandler.UNMATCHED);
        }
    }
}
