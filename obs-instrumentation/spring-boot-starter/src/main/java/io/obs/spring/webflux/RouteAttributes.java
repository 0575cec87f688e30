package io.obs.spring.webflux;

import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.resource.ResourceWebHandler;

/**
 * An exchange's attributes, which hear of its route as soon as Spring notes it there: before the handler runs, so that
 * its lines tell the endpoint.
 */
final class RouteAttributes extends AbstractMap<String, Object> {

    private final Map<String, Object> attributes;
    private final String root;
    private final ObservedExchange exchange;

    /** @param root the path before what Spring's patterns are matched with; empty for none */
    RouteAttributes(Map<String, Object> attributes, String root, ObservedExchange exchange) {
        this.attributes = attributes;
        this.root = root;
        this.exchange = exchange;
    }

    @Override
    public @Nullable Object put(String key, Object value) {
        if (key.equals(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE)) {
            Object handler = attributes.get(HandlerMapping.BEST_MATCHING_HANDLER_ATTRIBUTE);
            if (handler instanceof ResourceWebHandler) {
                exchange.matchedResource(root + "/*");
            } else {
                exchange.matched(root + value);
            }
        }
        return attributes.put(key, value);
    }

    @Override
    public @Nullable Object get(Object key) {
        return attributes.get(key);
    }

    @Override
    public boolean containsKey(Object key) {
        return attributes.containsKey(key);
    }

    @Override
    public @Nullable Object remove(Object key) {
        return attributes.remove(key);
    }

    @Override
    public int size() {
        return attributes.size();
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
        return attributes.entrySet();
    }
}
