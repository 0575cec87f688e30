package io.obs.tracing;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The forms that OpenTelemetry's settings have. */
enum OtelValue {
    ANY("any text", text -> true),
    BOOLEAN("true or false", text -> text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")),
    POSITIVE("a whole number from 1 to " + OtelValue.MOST, text -> number(text, 1)),
    COUNT("a whole number from 0 to " + OtelValue.MOST, text -> number(text, 0)),
    RATIO("a number from 0 to 1", OtelValue::ratio),
    TIME("a time of 0 or more: milliseconds, or a number with ms, s, m, h or d", OtelValue::time),
    ENDPOINT("a URL http://host:port or https://host:port, without query and fragment", OtelValue::endpoint),
    PROTOCOL("grpc or http/protobuf", Set.of("grpc", "http/protobuf")::contains),
    COMPRESSION("gzip or none", Set.of("gzip", "none")::contains),
    MEMORY_MODE(
            "immutable_data or reusable_data",
            text -> Set.of("immutable_data", "reusable_data").contains(text.toLowerCase(java.util.Locale.ROOT))),
    PAIRS("key=value pairs separated by commas", OtelValue::pairs),
    HEADERS("key=value pairs separated by commas, values percent-encoded", OtelValue::headers),
    FILE("a file that can be read", text -> Files.isReadable(Path.of(text)));

    private static final int MOST = 10_000_000;

    /** {@code name=value}; a value holds no further pair. */
    private static final Pattern PAIR = Pattern.compile("\\s*[^=,\\s]+\\s*=[^,]*");

    private static final Pattern DURATION = Pattern.compile("(\\d{1,15})\\s*(ms|s|m|h|d)?");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");
    private static final Pattern HEADER_NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

    private final String allowed;

    @SuppressWarnings("ImmutableEnumChecker") // all of them are stateless
    private final Predicate<String> form;

    OtelValue(String allowed, Predicate<String> form) {
        this.allowed = allowed;
        this.form = form;
    }

    boolean allows(String text) {
        try {
            return form.test(text);
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }

    String allowed() {
        return allowed;
    }

    private static boolean number(String text, int least) {
        return NUMBER.matcher(text).matches() && Integer.parseInt(text) >= least && Integer.parseInt(text) <= MOST;
    }

    private static boolean ratio(String text) {
        double value = Double.parseDouble(text);
        return value >= 0 && value <= 1;
    }

    private static boolean time(String text) {
        return DURATION.matcher(text).matches();
    }

    private static boolean endpoint(String text) {
        URI uri = URI.create(text);
        String scheme = uri.getScheme();
        return ("http".equals(scheme) || "https".equals(scheme))
                && uri.getHost() != null
                && uri.getPort() <= 65_535
                && uri.getPort() != 0
                && uri.getRawQuery() == null
                && uri.getRawFragment() == null;
    }

    private static boolean pairs(String text) {
        for (String pair : text.split(",", -1)) {
            if (!pair.isBlank() && !PAIR.matcher(pair).matches()) {
                return false;
            }
        }
        return true;
    }

    private static boolean headers(String text) {
        if (!pairs(text)) {
            return false;
        }
        for (String pair : text.split(",", -1)) {
            int equals = pair.indexOf('=');
            if (equals < 0) {
                continue; // blank
            }
            String value = URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8);
            boolean printable = value.chars().allMatch(c -> c == '\t' || (c >= ' ' && c < 127));
            if (!HEADER_NAME.matcher(pair.substring(0, equals).strip()).matches() || !printable) {
                return false;
            }
        }
        return true;
    }
}
