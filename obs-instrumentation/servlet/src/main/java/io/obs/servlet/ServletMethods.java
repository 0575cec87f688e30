package io.obs.servlet;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The HTTP methods that a servlet answers, by what its class overrides; the standard has no word for it. */
final class ServletMethods {

    private static final List<String> UNKNOWN = List.of("GET");

    private static final Map<String, String> HANDLERS = Map.of(
            "doGet", "GET",
            "doHead", "HEAD",
            "doPost", "POST",
            "doPut", "PUT",
            "doPatch", "PATCH",
            "doDelete", "DELETE",
            "doOptions", "OPTIONS",
            "doTrace", "TRACE");

    /** JAX-RS, whose servlets have resources with routes of their own. */
    private static final List<String> FRAMEWORKS = List.of("org.glassfish.jersey.", "org.jboss.resteasy.");

    private ServletMethods() {}

    /** Those of a servlet; GET alone where it sorts them itself, none where its resources say them (JAX-RS). */
    static List<String> of(ServletContext context, ServletRegistration servlet) {
        Class<?> type = type(context, servlet.getClassName());
        if (isAFrameworks(type)) {
            return List.of();
        }
        if (type == null || !HttpServlet.class.isAssignableFrom(type)) {
            return UNKNOWN;
        }
        try {
            return overridden(type);
        } catch (LinkageError unreadable) {
            return UNKNOWN;
        }
    }

    private static List<String> overridden(Class<?> servlet) {
        List<String> methods = new ArrayList<>();
        for (Class<?> type = servlet; type != null && type != HttpServlet.class; type = type.getSuperclass()) {
            if (declares(type, "service", ServletRequest.class, ServletResponse.class)
                    || declares(type, "service", HttpServletRequest.class, HttpServletResponse.class)) {
                return UNKNOWN;
            }
            for (Map.Entry<String, String> handler : HANDLERS.entrySet()) {
                if (!methods.contains(handler.getValue())
                        && declares(type, handler.getKey(), HttpServletRequest.class, HttpServletResponse.class)) {
                    methods.add(handler.getValue());
                }
            }
        }
        return methods;
    }

    private static boolean declares(Class<?> type, String name, Class<?>... parameters) {
        return Stream.of(type.getDeclaredMethods())
                .anyMatch(method ->
                        method.getName().equals(name) && Arrays.equals(method.getParameterTypes(), parameters));
    }

    private static boolean isAFrameworks(@Nullable Class<?> servlet) {
        for (Class<?> type = servlet; type != null; type = type.getSuperclass()) {
            String name = type.getName();
            if (FRAMEWORKS.stream().anyMatch(name::startsWith)) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable Class<?> type(ServletContext context, @Nullable String name) {
        ClassLoader loader = context.getClassLoader();
        try {
            return name == null
                    ? null
                    : Class.forName(
                            name,
                            false,
                            loader != null ? loader : Thread.currentThread().getContextClassLoader());
        } catch (ClassNotFoundException | LinkageError unknown) {
            return null;
        }
    }
}
