package io.obs.ops.prometheus;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** Sets of labels. */
final class Labels {

    private static final String NAME = "__name__";

    private Labels() {}

    /** Some functions keep the metric's name, others drop it; a series is the same with and without. */
    static Map<String, String> withoutName(Map<String, String> labels) {
        if (!labels.containsKey(NAME)) {
            return labels;
        }
        Map<String, String> rest = new HashMap<>(labels);
        rest.remove(NAME);
        return Map.copyOf(rest);
    }

    /** The labels that name the target a series was scraped from; empty where it has none. */
    static Map<String, String> target(Map<String, String> labels) {
        Map<String, String> target = new LinkedHashMap<>();
        for (String name : new String[] {"job", "instance"}) {
            String value = labels.get(name);
            if (value != null) {
                target.put(name, value);
            }
        }
        return target;
    }
}
