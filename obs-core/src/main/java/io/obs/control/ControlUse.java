package io.obs.control;

import io.obs.config.Durations;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asks of a control, checked as far as that goes without the control.
 *
 * @param target what it shall be used on
 * @param action what shall be done
 * @param time for how long, where that was said
 * @param by who asks, as they call themselves
 * @param reason why, as they say
 * @param from the address that the request came from
 */
record ControlUse(
        String target,
        String action,
        @Nullable Duration time,
        @Nullable String by,
        @Nullable String reason,
        String from) {

    private static final Set<String> FIELDS = new TreeSet<>(List.of("name", "action", "for", "by", "reason"));
    private static final int LONGEST = 256;
    private static final Duration LEAST = Duration.ofSeconds(1);
    private static final Duration MOST = Duration.ofDays(1);

    /** Tells what is wrong, in a sentence for who asked. */
    static final class Wrong extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Wrong(String sentence) {
            super(sentence, null, false, false);
        }

        String sentence() {
            return String.valueOf(getMessage());
        }
    }

    /** @throws Wrong if a field is missing, unknown, too long or not what it must be */
    static ControlUse of(Map<String, String> fields, String from) {
        fields.forEach((name, value) -> {
            if (!FIELDS.contains(name)) {
                throw new Wrong("there is a field that nobody reads; known: " + String.join(", ", FIELDS));
            }
            if (value.length() > LONGEST || value.chars().anyMatch(ControlUse::forges)) {
                throw new Wrong(name + " is longer than " + LONGEST + " characters, or holds control characters");
            }
        });
        return new ControlUse(
                needed("name", fields),
                needed("action", fields),
                time(fields.get("for")),
                text(fields.get("by")),
                text(fields.get("reason")),
                from);
    }

    /** True for what could begin a line of its own, or turn text around, where the trail is read. */
    private static boolean forges(int c) {
        int type = Character.getType(c);
        return Character.isISOControl(c)
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.FORMAT
                || type == Character.SURROGATE;
    }

    private static String needed(String name, Map<String, String> fields) {
        String value = text(fields.get(name));
        if (value == null) {
            throw new Wrong(name + " is missing");
        }
        return value;
    }

    private static @Nullable String text(@Nullable String value) {
        return value == null || value.isBlank() ? null : value.strip();
    }

    private static @Nullable Duration time(@Nullable String value) {
        if (value == null) {
            return null;
        }
        Duration time;
        try {
            time = Durations.parse(value.strip());
        } catch (IllegalArgumentException e) {
            time = Duration.ZERO; // as wrong as one that is too short
        }
        if (time.compareTo(LEAST) < 0 || time.compareTo(MOST) > 0) {
            throw new Wrong("for is no time from " + Durations.format(LEAST) + " to " + Durations.format(MOST)
                    + ", as 30s, 10m, 2h");
        }
        return time;
    }
}
