package io.obs.spring.mvc;

import io.obs.context.RequestContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.resource.ResourceHttpRequestHandler;

/**
 * Finds a request's route template where Spring MVC notes it, and tells it before the handler runs, so that its lines have
 * the endpoint.
 */
final class MvcTemplates implements HandlerInterceptor {

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        String template = of(request);
        if (template != null) {
            RequestContext.current().endpoint(template);
        }
        return true;
    }

    /**
     * The template, with the context's path before it; null where no handler of the service's was found: error pages,
     * and files, which are there or not.
     */
    static @Nullable String of(HttpServletRequest request) {
        Object pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        if (pattern == null
                || request.getDispatcherType() != DispatcherType.REQUEST
                || request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) != null
                || request.getAttribute(HandlerMapping.BEST_MATCHING_HANDLER_ATTRIBUTE)
                        instanceof ResourceHttpRequestHandler) {
            return null;
        }
        return prefix(request) + pattern;
    }

    /** What of the path Spring's patterns don't see: the context's, and that of a dispatcher servlet below the root. */
    private static String prefix(HttpServletRequest request) {
        String mapping = request.getHttpServletMapping().getPattern();
        return mapping.length() > 2 && mapping.endsWith("/*")
                ? request.getContextPath() + mapping.substring(0, mapping.length() - 2)
                : request.getContextPath();
    }
}
