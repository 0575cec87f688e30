package io.obs.logging.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A field's name with all that is known of it beforehand: its bytes in the line, whether it is a secret's, and whether
 * it is one of SPEC section 2 and so has a type of its own.
 *
 * @param name as it stands in the line
 * @param prefix {@code ,"name":}
 * @param sensitive whether its value is masked
 * @param standard its number in {@link #STANDARD}, or -1
 * @param ambiguous whether an index would read its dots as a path that there can't be
 */
@SuppressWarnings("ArrayRecordComponent") // never compared as a whole
record Field(String name, byte[] prefix, boolean sensitive, int standard, boolean ambiguous) {

    static final int LOGGER = 3;
    static final int THREAD = 4;
    static final int TRACE_ID = 5;
    static final int SPAN_ID = 6;
    static final int REQUEST_ID = 7;
    static final int USER_ID = 8;
    static final int ENDPOINT = 9;
    static final int METHOD = 10;
    static final int STATUS = 11;
    static final int DURATION = 12;
    static final int TAGS = 14;
    static final int ERROR = 15;
    static final int FIELDS = 16;

    /** The names of SPEC section 2, in its order, and {@code fields} for what met one of them. */
    static final List<String> STANDARD = List.of(
            "timestamp",
            "level",
            "service",
            "logger",
            "thread",
            "trace_id",
            "span_id",
            "request_id",
            "user_id",
            "endpoint",
            "method",
            "status",
            "duration_ms",
            "message",
            "tags",
            "error",
            "fields");

    /** What every line carries, as a set of bits. */
    static final int ALWAYS = 1 | 1 << 1 | 1 << 2 | 1 << 13 | 1 << FIELDS;

    private static final Pattern TRACE = Pattern.compile("[0-9a-f]{32}");
    private static final Pattern SPAN = Pattern.compile("[0-9a-f]{16}");

    /** True for {@code service.name}, which asks for a field of a text, and for paths with empty parts. */
    static boolean ambiguous(String name) {
        int dot = name.indexOf('.');
        return dot >= 0
                && (STANDARD.contains(name.substring(0, dot))
                        || Arrays.stream(name.split("\\.", -1)).anyMatch(String::isBlank));
    }

    static byte[] prefix(String name) {
        return (",\"" + name + "\":").getBytes(StandardCharsets.UTF_8);
    }

    /** True where any value may stand under the name itself. */
    boolean isOwn() {
        return standard < 0 && !ambiguous;
    }

    /** False where a value would break the type that a field of SPEC section 2 has for whoever reads the lines. */
    boolean fits(@Nullable Object value) {
        return switch (standard) {
            case -1 -> !ambiguous;
            case TRACE_ID -> value instanceof String id && TRACE.matcher(id).matches();
            case SPAN_ID -> value instanceof String id && SPAN.matcher(id).matches();
            case STATUS -> value instanceof Integer || value instanceof Long || value instanceof Short;
            case DURATION -> value instanceof Number number && !Double.isNaN(number.doubleValue());
            case ERROR -> false;
            default -> value instanceof String;
        };
    }
}
