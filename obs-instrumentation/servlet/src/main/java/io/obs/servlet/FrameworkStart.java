package io.obs.servlet;

import jakarta.servlet.ServletContext;

/**
 * Tells that a framework starts obs in a web application, by its own settings and in its own time, and registers the
 * filter: {@link ServletInitializer} then leaves both to it.
 *
 * <p>For adapters of frameworks. Named in {@code META-INF/services}, found by the web application's class loader; asked
 * once for each context, by the thread that starts it. In a Spring Boot service the starter has one.
 */
@FunctionalInterface
public interface FrameworkStart {

    /**
     * Whether the framework decides on obs in this context.
     *
     * @return true also where its settings say that there shall be none
     */
    boolean decidesIn(ServletContext context);
}
