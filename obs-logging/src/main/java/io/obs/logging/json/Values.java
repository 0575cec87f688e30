package io.obs.logging.json;

import io.obs.mask.Masker;
import java.lang.reflect.Array;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Collection;
import java.util.Date;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Writes a value of any type by its own JSON type. What its own code throws stands as text in its place; depth, number
 * of elements and size are bounded; an object inside itself is said, not followed. One for each {@link LineBuffer}.
 */
final class Values {

    private static final int DEEPEST = 16;
    private static final int MOST_ELEMENTS = 1_000;
    private static final int MOST_BYTES = 8 * 1024;

    private final LineBuffer out;
    private final Text text;
    private final Fields fields;
    private final Masker masker;
    private final Isolation isolation;
    private final ObjectTrees trees;
    private final ArrayDeque<Object> path = new ArrayDeque<>();

    /** Where the line must not go on growing. */
    private int stop;

    Values(LineBuffer out, Text text, Fields fields, Masker masker, Isolation isolation, ObjectTrees trees) {
        this.out = out;
        this.text = text;
        this.fields = fields;
        this.masker = masker;
        this.isolation = isolation;
        this.trees = trees;
    }

    /** Forgets the last line. */
    void begin(int lineStop) {
        stop = lineStop;
        path.clear();
    }

    /** Writes a value; whatever happens, exactly one. */
    void write(@Nullable Object value) {
        if (value instanceof String string) {
            text.string(string);
            return;
        }
        int before = out.length;
        int depth = path.size();
        try {
            any(value);
        } catch (Throwable e) {
            out.length = before;
            while (path.size() > depth) {
                path.pop();
            }
            text.string(isolation.failed(e));
        }
    }

    /** The value of a sensitive key: nothing of it is shown but that it was there. */
    void secret(@Nullable Object value) {
        if (value == null || value instanceof Boolean) {
            any(value);
        } else {
            out.put('"');
            out.ascii(Masker.MASK);
            out.put('"');
        }
    }

    @SuppressWarnings("JavaUtilDate") // services log them
    private void any(@Nullable Object value) {
        if (value == null) {
            out.ascii("null");
        } else if (value instanceof Number number) {
            number(number);
        } else if (value instanceof Boolean bool) {
            out.ascii(bool ? "true" : "false");
        } else if (value instanceof CharSequence || value instanceof Character) {
            text.string(String.valueOf(value.toString()));
        } else if (value instanceof Enum<?> constant) {
            text.string(constant.name());
        } else if (value instanceof Throwable thrown) {
            text.string(thrown.toString());
        } else if (value instanceof TemporalAccessor time) {
            text.string(
                    time instanceof ZonedDateTime zoned
                            ? zoned.toOffsetDateTime().toString()
                            : time.toString());
        } else if (value instanceof Date date) {
            text.string(java.time.Instant.ofEpochMilli(date.getTime()).toString());
        } else if (value instanceof Optional<?> optional) {
            any(optional.orElse(null));
        } else if (value instanceof OptionalInt optional) {
            any(optional.isPresent() ? optional.getAsInt() : null);
        } else if (value instanceof OptionalLong optional) {
            any(optional.isPresent() ? optional.getAsLong() : null);
        } else if (value instanceof OptionalDouble optional) {
            any(optional.isPresent() ? optional.getAsDouble() : null);
        } else if (value instanceof byte[] bytes) {
            text.plain(base64(bytes));
        } else if (value instanceof Map<?, ?>
                || value instanceof Collection<?>
                || value.getClass().isArray()) {
            container(value);
        } else {
            object(value);
        }
    }

    private void number(Number number) {
        if ((number instanceof Long || number instanceof BigInteger) && masker.card(number.longValue())) {
            secret(number);
        } else if (!Numbers.write(number, out)) {
            String shown = String.valueOf(number.toString());
            if (Numbers.isJson(shown)) {
                out.ascii(shown);
            } else {
                text.string(shown);
            }
        }
    }

    private void container(Object value) {
        if (path.size() >= DEEPEST) {
            text.plain("[too deep]");
            return;
        }
        for (Object around : path) {
            if (around == value) {
                text.plain("[contains itself]");
                return;
            }
        }
        path.push(value);
        if (value instanceof Map<?, ?> map) {
            entries(map);
        } else if (value instanceof Iterable<?> elements) {
            elements(elements.iterator());
        } else {
            array(value);
        }
        path.pop();
    }

    private void entries(Map<?, ?> map) {
        out.put('{');
        int open = out.length;
        java.util.Set<String> names = new java.util.HashSet<>();
        int written = 0;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (full(written)) {
                first(open);
                text.plain("\u2026");
                out.put(':');
                text.plain("[cut " + (map.size() - written) + " entries]");
                break;
            }
            Object key = entry.getKey();
            Field field = fields.named(key instanceof String name ? name : key == null ? "null" : isolation.text(key));
            if (names.add(field.name())) {
                int before = out.length;
                out.put(field.prefix());
                if (before == open) {
                    dropComma(open);
                }
                if (field.sensitive()) {
                    secret(entry.getValue());
                } else {
                    write(entry.getValue());
                }
            }
            written++;
        }
        out.put('}');
    }

    private void elements(Iterator<?> elements) {
        out.put('[');
        int open = out.length;
        int written = 0;
        while (elements.hasNext()) {
            first(open);
            if (full(written++)) {
                text.plain("\u2026[cut]");
                break;
            }
            write(elements.next());
        }
        out.put(']');
    }

    private void array(Object array) {
        out.put('[');
        int open = out.length;
        int size = Array.getLength(array);
        for (int i = 0; i < size; i++) {
            first(open);
            if (full(i)) {
                text.plain("\u2026[cut " + (size - i) + " elements]");
                break;
            }
            write(Array.get(array, i));
        }
        out.put(']');
    }

    private void object(Object value) {
        Object tree = trees.treeOf(value);
        if (tree == null && value instanceof Iterable<?> && !(value instanceof Path)) {
            container(value); // of a path the elements are paths
            return;
        }
        if (tree == null) {
            text.string(String.valueOf(value.toString()));
        } else {
            any(tree);
        }
    }

    private boolean full(int written) {
        return written >= MOST_ELEMENTS || out.length >= stop;
    }

    private void first(int open) {
        if (out.length != open) {
            out.put(',');
        }
    }

    private void dropComma(int at) {
        System.arraycopy(out.bytes, at + 1, out.bytes, at, out.length - at - 1);
        out.length--;
    }

    private static String base64(byte[] bytes) {
        if (bytes.length <= MOST_BYTES) {
            return Base64.getEncoder().encodeToString(bytes);
        }
        return Base64.getEncoder().encodeToString(java.util.Arrays.copyOf(bytes, MOST_BYTES)) + "\u2026[cut "
                + (bytes.length - MOST_BYTES) + " bytes]";
    }
}
