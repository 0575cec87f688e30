package io.obs.ops.dashboard;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * From which value on a panel has which colour, and what codes are called.
 *
 * @param steps Grafana's thresholds, ascending; the first has no value
 * @param mappings Grafana's value mappings
 */
record Colours(List<Map<String, @Nullable Object>> steps, List<Map<String, Object>> mappings) {

    /** One code of a state. */
    record Code(int value, String name, String colour) {}

    static final Colours NONE = from("text");
    static final Colours HEALTH =
            codes(new Code(0, "HEALTHY", "green"), new Code(1, "DEGRADED", "yellow"), new Code(2, "DOWN", "red"));
    static final Colours BREAKER =
            codes(new Code(0, "CLOSED", "green"), new Code(1, "OPEN", "red"), new Code(2, "HALF_OPEN", "yellow"));

    static Colours from(String colour) {
        return new Colours(List.of(step(colour, null)), List.of());
    }

    /** The same, and from this value on another colour. */
    Colours then(double value, String colour) {
        List<Map<String, @Nullable Object>> more = new ArrayList<>(steps);
        more.add(step(colour, value));
        return new Colours(more, mappings);
    }

    private static Colours codes(Code... codes) {
        Map<String, Object> options = new LinkedHashMap<>();
        Colours colours = from(codes[0].colour());
        for (Code code : codes) {
            Map<String, Object> shown = new LinkedHashMap<>();
            shown.put("text", code.name());
            shown.put("color", code.colour());
            shown.put("index", code.value());
            options.put(Integer.toString(code.value()), shown);
            colours = code.value() == 0 ? colours : colours.then(code.value(), code.colour());
        }
        Map<String, Object> mapping = new LinkedHashMap<>();
        mapping.put("type", "value");
        mapping.put("options", options);
        return new Colours(colours.steps(), List.of(mapping));
    }

    private static Map<String, @Nullable Object> step(String colour, @Nullable Double value) {
        Map<String, @Nullable Object> step = new LinkedHashMap<>();
        step.put("color", colour);
        step.put("value", value);
        return step;
    }
}
