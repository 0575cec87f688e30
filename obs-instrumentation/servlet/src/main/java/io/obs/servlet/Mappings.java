package io.obs.servlet;

import io.obs.http.RouteTable;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.http.HttpServletMapping;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.MappingMatch;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The servlets' mappings as route templates. */
final class Mappings {

    /** Of requests that a servlet for everything has answered. */
    private static final String EVERYTHING = "/*";

    private Mappings() {}

    /** Declares the paths that servlets are mapped to; the template is not known of those for everything. */
    static void declare(ServletContext context, RouteTable routes) {
        String root = context.getContextPath();
        for (ServletRegistration servlet : context.getServletRegistrations().values()) {
            List<String> methods = ServletMethods.of(context, servlet);
            for (String pattern : servlet.getMappings()) {
                if (pattern.isEmpty()) {
                    routes.declareContext(root + "/", root + "/", methods);
                } else if (pattern.startsWith("/") && !pattern.equals("/") && !pattern.equals(EVERYTHING)) {
                    String prefix = pattern.endsWith("/*") ? pattern.substring(0, pattern.length() - 2) : pattern;
                    routes.declareContext(root + prefix, root + pattern, methods);
                }
            }
        }
    }

    /** The template of the servlet that the request is for; null where that is one for everything, or none. */
    static @Nullable String template(HttpServletRequest request) {
        HttpServletMapping mapping = request.getHttpServletMapping();
        MappingMatch match = mapping == null ? null : mapping.getMappingMatch();
        if (match == null || match == MappingMatch.DEFAULT) {
            return null;
        }
        String root = request.getContextPath();
        String pattern = match == MappingMatch.CONTEXT_ROOT ? "/" : mapping.getPattern();
        if (pattern.equals(EVERYTHING)) {
            return null;
        }
        return root.isEmpty() ? pattern : root + (match == MappingMatch.EXTENSION ? "/" : "") + pattern;
    }

    /** The template of what a servlet for everything answers. */
    static String everything(HttpServletRequest request) {
        String root = request.getContextPath();
        return root == null || root.isEmpty() ? EVERYTHING : root + EVERYTHING;
    }
}
