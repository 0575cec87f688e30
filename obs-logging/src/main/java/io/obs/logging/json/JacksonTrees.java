package io.obs.logging.json;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns a service's own objects into maps and lists by Jackson; objects of the JDK and empty ones show their own text. */
final class JacksonTrees implements ObjectTrees {

    private final Jackson jackson = new Jackson();

    @Override
    public @Nullable Object treeOf(Object value) {
        String type = value.getClass().getName();
        if (type.startsWith("java.")
                || type.startsWith("javax.")
                || type.startsWith("jdk.")
                || type.startsWith("sun.")) {
            return null; // threads, files, locks: Jackson would call getters that aren't meant for it
        }
        Object tree = jackson.tree(value);
        return tree instanceof Map<?, ?> map && map.isEmpty() ? null : tree;
    }
}
