package io.obs.httpserver;

import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.obs.http.HttpServerHandler;
import io.obs.http.RouteTable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The contexts of an observed server, and the answer to paths that have none. */
final class Contexts {

    private static final String ROOT = "/";
    private static final byte[] NOT_FOUND =
            "<h1>404 Not Found</h1>No context found for request".getBytes(StandardCharsets.UTF_8);

    private final HttpServerHandler http;
    private final RouteTable routes;
    private final HttpServer server;
    private final Map<String, ObservedContext> byPath = new HashMap<>();
    private @Nullable HttpContext fallback;
    private boolean started;

    /** @param server the JDK's */
    Contexts(HttpServerHandler http, RouteTable routes, HttpServer server) {
        this.http = http;
        this.routes = routes;
        this.server = server;
    }

    /** @param observed the server that the context shall show as its own */
    synchronized HttpContext create(HttpServer observed, String path, @Nullable HttpHandler handler) {
        withdrawFallback(path);
        try {
            ObservedContext made = new ObservedContext(http, routes, observed, server.createContext(path));
            if (handler != null) {
                made.setHandler(handler);
            }
            byPath.put(path, made);
            routes.declareContext(path, path, List.of("GET"));
            return made;
        } finally {
            offerFallback();
        }
    }

    synchronized void remove(String path) {
        withdrawFallback(path);
        try {
            server.removeContext(path);
            byPath.remove(path);
        } finally {
            offerFallback();
        }
    }

    synchronized void remove(HttpContext context) {
        if (context instanceof ObservedContext observed) {
            server.removeContext(observed.context());
            byPath.values().remove(observed);
            offerFallback();
        } else {
            server.removeContext(context);
        }
    }

    synchronized void start() {
        started = true;
        offerFallback();
        server.start();
    }

    private void withdrawFallback(String path) {
        if (fallback != null && path.equals(ROOT)) {
            server.removeContext(fallback);
            fallback = null;
        }
    }

    /** Lets requests without a context be seen; the JDK answers them before any handler. */
    private void offerFallback() {
        if (started && fallback == null && !byPath.containsKey(ROOT)) {
            try {
                fallback = server.createContext(ROOT, ObservedHandler.fallback(http, routes, Contexts::notFound));
            } catch (IllegalArgumentException taken) {
                fallback = null; // a context of the service's own from before the server was wrapped
            }
        }
    }

    private static void notFound(HttpExchange exchange) throws IOException {
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            exchange.getResponseHeaders().set("Connection", "close");
            boolean head = exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(404, head ? -1 : NOT_FOUND.length);
            if (!head) {
                exchange.getResponseBody().write(NOT_FOUND);
            }
        }
    }
}
