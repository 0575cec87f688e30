package io.obs;

import io.obs.pipeline.Clock;
import io.obs.spi.Room;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a builder was told, fixed. Two that are equal ask for the same obs.
 *
 * @param code settings by key
 * @param read settings that a framework has read, by key, by what they were read from; the most important first
 * @param otherwise a framework's own defaults, likewise
 * @param rooms those installed in code, in that order
 * @param given objects of the service's own, by the type under which rooms ask for them
 * @param clock the time
 * @param discover whether rooms on the class path count
 * @param environment the environment's variables
 */
record Plan(
        Map<String, String> code,
        Map<String, Map<String, String>> read,
        Map<String, Map<String, String>> otherwise,
        List<Room> rooms,
        Map<Class<?>, Object> given,
        Clock clock,
        boolean discover,
        Map<String, String> environment) {

    /** Says nothing: takes whatever there is. */
    static final Plan DEFAULT =
            new Plan(Map.of(), Map.of(), Map.of(), List.of(), Map.of(), Clock.system(), true, System.getenv());

    Plan {
        code = Map.copyOf(code);
        read = Collections.unmodifiableMap(new LinkedHashMap<>(read)); // keeps the order
        otherwise = Collections.unmodifiableMap(new LinkedHashMap<>(otherwise));
        rooms = List.copyOf(rooms);
        given = Map.copyOf(given);
        environment = Map.copyOf(environment);
    }

    /** True where it is content with an obs that was made with another plan. */
    boolean agreesWith(Plan made) {
        return equals(DEFAULT) || equals(made);
    }
}
