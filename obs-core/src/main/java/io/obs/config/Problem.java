package io.obs.config;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How a wrong setting is told: key, where it came from, its value, what is allowed. */
final class Problem {

    private static final int LONGEST_VALUE = 200;

    private static final Pattern SECRET =
            Pattern.compile("headers|token|secret|passw|credential|api.?key", Pattern.CASE_INSENSITIVE);

    private Problem() {}

    static String sentence(ConfigKey<?> key, String where, String value) {
        return sentence(key.name(), where, key.isSecret() ? null : value, key.allowed());
    }

    /** @param value null where it must not be shown */
    static String sentence(String key, String where, @Nullable String value, String allowed) {
        return key + " (" + where + ") is " + (value == null ? "not shown" : shown(value)) + "; allowed: " + allowed;
    }

    /** Settings of others that usually hold credentials. */
    static boolean soundsSecret(String name) {
        return SECRET.matcher(name).find();
    }

    /** The value between quotes, on one line, and not endless. */
    private static String shown(String value) {
        StringBuilder text = new StringBuilder("\"");
        int end = Math.min(value.length(), LONGEST_VALUE);
        for (int i = 0; i < end; i++) {
            char c = value.charAt(i);
            if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029') {
                text.append(String.format("\\u%04x", (int) c));
            } else {
                text.append(c);
            }
        }
        return text.append(end < value.length() ? "...\"" : "\"").toString();
    }
}
