package io.obs.tracing;

import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.Map;

/** Reads headers out of a map. */
final class MapGetter implements TextMapGetter<Map<String, String>> {

    @Override
    @SuppressWarnings("deprecation") // abstract all the same
    public Iterable<String> keys(Map<String, String> carrier) {
        return carrier.keySet();
    }

    @Override
    public String get(Map<String, String> carrier, String key) {
        return carrier == null ? null : carrier.get(key);
    }
}
