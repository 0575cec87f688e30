package io.obs.metrics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One member of an {@code Accept} or {@code Accept-Encoding} header.
 *
 * @param type in lower case
 * @param quality 0 (not acceptable) to 1
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-12.5">RFC 9110, section 12.5</a>
 */
record MediaRange(String type, Map<String, String> parameters, double quality) {

    private static final int MAX_LENGTH = 4096;

    /** The members of a header in their order; those that can't be read have quality 0. */
    static List<MediaRange> parse(@Nullable String header) {
        List<MediaRange> ranges = new ArrayList<>();
        if (header != null && header.length() <= MAX_LENGTH) {
            for (String member : header.split(",", -1)) {
                ranges.add(member(member));
            }
        }
        return ranges;
    }

    private static MediaRange member(String text) {
        String[] parts = text.split(";", -1);
        Map<String, String> parameters = new HashMap<>();
        for (int i = 1; i < parts.length; i++) {
            int equals = parts[i].indexOf('=');
            if (equals > 0) {
                String name = parts[i].substring(0, equals).strip().toLowerCase(Locale.ROOT);
                parameters.putIfAbsent(
                        name, unquoted(parts[i].substring(equals + 1).strip()));
            }
        }
        return new MediaRange(
                parts[0].strip().toLowerCase(Locale.ROOT), parameters, quality(parameters.getOrDefault("q", "1")));
    }

    @Nullable
    String parameter(String name) {
        return parameters.get(name);
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    private static double quality(String text) {
        try {
            double quality = Double.parseDouble(text);
            return quality >= 0 && quality <= 1 ? quality : 0;
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
