package io.obs.logging.json;

import io.obs.mask.Masker;
import java.lang.reflect.Array;
import org.jspecify.annotations.Nullable;

/**
 * Puts arguments into a message's {@code {}} by SLF4J's rules, straight into the line's text: no string of the whole is
 * made, and what an argument's {@code toString()} throws stands in its place.
 */
final class Message {

    private static final int DEEPEST = 8;
    private static final @Nullable Object[] NONE = {};

    private final Text text;
    private final Isolation isolation;
    private final StructuredParts structured;
    private final Masker masker;

    Message(Text text, Isolation isolation, StructuredParts structured, Masker masker) {
        this.text = text;
        this.isolation = isolation;
        this.structured = structured;
        this.masker = masker;
    }

    /** Adds the message to the text. */
    void add(@Nullable String pattern, @Nullable Object @Nullable [] arguments) {
        if (pattern == null) {
            text.add("null");
            return;
        }
        int from = 0;
        int argument = 0;
        @Nullable Object[] given = arguments == null ? NONE : arguments;
        while (argument < given.length) {
            int hole = pattern.indexOf("{}", from);
            if (hole < 0) {
                break;
            }
            boolean escaped = hole > 0 && pattern.charAt(hole - 1) == '\\';
            if (escaped && (hole < 2 || pattern.charAt(hole - 2) != '\\')) {
                text.add(pattern, from, hole - 1).add('{');
                from = hole + 1;
                continue;
            }
            text.add(pattern, from, escaped ? hole - 1 : hole);
            argument(given[argument++], 0);
            from = hole + 2;
        }
        text.add(pattern, from, pattern.length());
    }

    private void argument(@Nullable Object value, int depth) {
        if (value == null) {
            text.add("null");
        } else if (value instanceof String string) {
            text.add(string);
        } else if (value instanceof Integer
                || value instanceof Long
                || value instanceof Short
                || value instanceof Byte) {
            text.add(((Number) value).longValue());
        } else if (value.getClass().isArray()) {
            array(value, depth);
        } else if (structured.isArgument(value) && structured.secret(value, masker)) {
            text.add(Masker.MASK);
        } else {
            text.add(isolation.text(value));
        }
    }

    private void array(Object array, int depth) {
        if (depth == DEEPEST) {
            text.add("[...]");
            return;
        }
        int size = Array.getLength(array);
        text.add('[');
        for (int i = 0; i < size; i++) {
            if (i > 0) {
                text.add(", ");
            }
            argument(Array.get(array, i), depth + 1);
        }
        text.add(']');
    }
}
