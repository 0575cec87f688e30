package io.obs.admin;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes texts, numbers, booleans, nulls, maps and iterables as JSON (RFC 8259); anything else, NaN and infinities too,
 * as its text.
 */
final class Json {

    private static final int DEEPEST = 20;

    private final StringBuilder to = new StringBuilder(512);

    private Json() {}

    static String of(Object value) {
        Json json = new Json();
        json.value(value, 0);
        return json.to.append('\n').toString();
    }

    private void value(@Nullable Object value, int depth) {
        if (depth > DEEPEST) {
            text("...");
        } else if (value instanceof Map<?, ?> map) {
            object(map, depth);
        } else if (value instanceof Iterable<?> items) {
            array(items, depth);
        } else if (value == null || value instanceof Boolean || isFinite(value)) {
            to.append(value);
        } else {
            text(value.toString());
        }
    }

    private static boolean isFinite(Object value) {
        return value instanceof Number number && Double.isFinite(number.doubleValue());
    }

    private void object(Map<?, ?> map, int depth) {
        to.append('{');
        String comma = "";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            to.append(comma);
            text(String.valueOf(entry.getKey()));
            to.append(':');
            value(entry.getValue(), depth + 1);
            comma = ",";
        }
        to.append('}');
    }

    private void array(Iterable<?> items, int depth) {
        to.append('[');
        String comma = "";
        for (Object item : items) {
            to.append(comma);
            value(item, depth + 1);
            comma = ",";
        }
        to.append(']');
    }

    private void text(String text) {
        to.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> to.append("\\\"");
                case '\\' -> to.append("\\\\");
                case '\n' -> to.append("\\n");
                default -> {
                    if (needsEscape(text, i)) {
                        to.append(String.format("\\u%04x", (int) c));
                    } else {
                        to.append(c);
                    }
                }
            }
        }
        to.append('"');
    }

    /** Controls, line separators, {@code <} for what is pasted into a page, and surrogates without a partner. */
    private static boolean needsEscape(String text, int at) {
        char c = text.charAt(at);
        if (Character.isHighSurrogate(c)) {
            return at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
        }
        if (Character.isLowSurrogate(c)) {
            return at == 0 || !Character.isHighSurrogate(text.charAt(at - 1));
        }
        return Character.isISOControl(c) || c == '\u2028' || c == '\u2029' || c == '<';
    }
}
