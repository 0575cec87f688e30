package io.obs.http;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The routes that a service declares where its framework knows none of its own: finds the template of a path, literal
 * ones first, then the first declared.
 *
 * <p>For adapters; thread-safe.
 */
public final class RouteTable {

    private final HttpServerHandler http;
    private final Map<String, RouteTemplate> literal = new ConcurrentHashMap<>();
    private final List<RouteTemplate> patterns = new CopyOnWriteArrayList<>();

    private RouteTable(HttpServerHandler http) {
        this.http = http;
    }

    /** An empty one, whose routes are declared to the handler as well. */
    public static RouteTable create(HttpServerHandler http) {
        return new RouteTable(http);
    }

    /**
     * Declares a route.
     *
     * @param text segments in braces stand for any one segment, a last segment {@code *} for all the rest
     * @param statuses what it answers with beside 200, 500 and 503
     * @throws IllegalArgumentException if it is no template, or a status is none
     */
    public void declare(String method, String text, int... statuses) {
        RouteTemplate template = RouteTemplate.parse(text);
        http.declare(method, text, statuses);
        if (template.isLiteral()) {
            literal.put(text, template);
        } else if (!patterns.contains(template)) {
            patterns.add(template);
        }
    }

    /**
     * A path prefix below which no route is declared is a route itself.
     *
     * @param template as it stands in the {@code endpoint} label
     * @param methods those it answers, as far as anybody knows
     */
    public void declareContext(String prefix, String template, Collection<String> methods) {
        boolean declared = literal.keySet().stream().anyMatch(route -> route.startsWith(prefix))
                || patterns.stream().anyMatch(route -> route.text().startsWith(prefix));
        if (!declared) {
            methods.forEach(method -> http.declare(method, template));
        }
    }

    /** The template that the path matches, or null. */
    public @Nullable String find(String path) {
        RouteTemplate exact = literal.get(path);
        if (exact != null) {
            return exact.text();
        }
        for (RouteTemplate pattern : patterns) {
            if (pattern.matches(path)) {
                return pattern.text();
            }
        }
        return null;
    }
}
