package io.obs.testkit;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One line of the log, parsed strictly.
 *
 * @param json the line as it would stand on stdout, without its line feed
 * @param fields its fields in their order
 */
public record LogLine(String json, Map<String, @Nullable Object> fields) {

    /**
     * Reads a line as strictly as SPEC section 2 has it: one JSON object, no field twice.
     *
     * @throws IllegalArgumentException if it is none
     */
    @SuppressWarnings("unchecked") // an object is all that has a brace in front
    public static LogLine parse(String json) {
        if (!json.startsWith("{")) {
            throw new IllegalArgumentException("no object: " + json);
        }
        return new LogLine(json, (Map<String, @Nullable Object>) Objects.requireNonNull(StrictJson.parse(json)));
    }

    /** The text of a field, or null. */
    public @Nullable String text(String field) {
        return (String) fields.get(field);
    }

    /** The number of a field, or NaN. */
    public double number(String field) {
        return fields.get(field) instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    /** The line's message, or an empty text. */
    public String message() {
        String message = text("message");
        return message == null ? "" : message;
    }
}
