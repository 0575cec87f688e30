package io.obs.httpserver;

import io.obs.http.HttpRequest;
import io.obs.http.HttpRoute;
import io.obs.http.HttpServerHandler;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The declared routes: finds the template of a path, literal ones first. */
final class RouteTable {

    private final HttpServerHandler http;
    private final Map<String, RouteTemplate> literal = new ConcurrentHashMap<>();
    private final List<RouteTemplate> patterns = new CopyOnWriteArrayList<>();

    RouteTable(HttpServerHandler http) {
        this.http = http;
    }

    void declare(String method, RouteTemplate template, int... statuses) {
        http.declare(method, template.text(), statuses);
        if (template.isLiteral()) {
            literal.put(template.text(), template);
        } else if (!patterns.contains(template)) {
            patterns.add(template);
        }
    }

    /** A context below which no route is declared is a route itself, asked with GET as far as anybody knows. */
    void declareContext(String path) {
        boolean declared = literal.keySet().stream().anyMatch(route -> route.startsWith(path))
                || patterns.stream().anyMatch(route -> route.text().startsWith(path));
        if (!declared) {
            http.declare("GET", path);
        }
    }

    /** @param context the path of the context it came through; null if that is none of the service's */
    HttpRoute match(HttpRequest request, @Nullable String context) {
        return http.route(request.method(), template(request.path(), context));
    }

    private String template(String path, @Nullable String context) {
        RouteTemplate exact = literal.get(path);
        if (exact != null) {
            return exact.text();
        }
        for (RouteTemplate pattern : patterns) {
            if (pattern.matches(path)) {
                return pattern.text();
            }
        }
        return context != null && context.equals(path) ? context : HttpServerHandler.UNMATCHED;
    }
}
