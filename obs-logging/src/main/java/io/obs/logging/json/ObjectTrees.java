package io.obs.logging.json;

import org.jspecify.annotations.Nullable;

/** Turns a service's own objects into maps, lists and plain values, where something on the class path can. */
interface ObjectTrees {

    /** Without Jackson: objects are shown by their own text. */
    ObjectTrees NONE = value -> null;

    /**
     * The object as a map, a list, a string, a number, a boolean; null where its own text says more.
     *
     * @throws RuntimeException what the object's getters throw
     */
    @Nullable
    Object treeOf(Object value);

    /** What this class path offers. */
    static ObjectTrees find() {
        try {
            Class.forName("tools.jackson.databind.json.JsonMapper", false, ObjectTrees.class.getClassLoader());
            return new JacksonTrees();
        } catch (ClassNotFoundException | LinkageError e) {
            return NONE;
        }
    }
}
