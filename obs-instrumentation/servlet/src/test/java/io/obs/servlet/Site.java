package io.obs.servlet;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** A small web application at {@code /shop}, told by its servlets and error pages. */
final class Site {

    static final String ROOT = "/shop";

    /** What one servlet does. */
    @FunctionalInterface
    interface Servlet {
        void serve(HttpServletRequest request, HttpServletResponse response) throws ServletException, IOException;
    }

    private final Map<String, HttpServlet> servlets = new LinkedHashMap<>();
    private final Map<Integer, String> errorPages = new LinkedHashMap<>();

    Site servlet(String mapping, Servlet servlet) {
        return servlet(mapping, new HttpServlet() {
            private static final long serialVersionUID = 1L;

            @Override
            protected void service(HttpServletRequest request, HttpServletResponse response)
                    throws ServletException, IOException {
                servlet.serve(request, response);
            }
        });
    }

    /** A servlet that leaves the sorting of methods to the standard's class. */
    Site servlet(String mapping, HttpServlet servlet) {
        servlets.put(mapping, servlet);
        return this;
    }

    Site errorPage(int status, String path) {
        errorPages.put(status, path);
        return this;
    }

    Map<String, HttpServlet> servlets() {
        return servlets;
    }

    Map<Integer, String> errorPages() {
        return errorPages;
    }
}
