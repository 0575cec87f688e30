package io.obs.ops.dashboard;

import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Reads JSON as the YAML it also is. */
record Json(Object value) {

    static Json parse(String text) {
        return new Json(new Load(LoadSettings.builder().build()).loadFromString(text));
    }

    /** What is at the end of the path of names; null where there is nothing. */
    Json at(String... names) {
        Object inner = value;
        for (String name : names) {
            inner = inner instanceof Map<?, ?> map ? map.get(name) : null;
        }
        return new Json(inner);
    }

    List<Json> all() {
        return value instanceof List<?> list ? list.stream().map(Json::new).toList() : List.of();
    }

    int number() {
        return ((Number) value).intValue();
    }

    String text() {
        return String.valueOf(value);
    }
}
