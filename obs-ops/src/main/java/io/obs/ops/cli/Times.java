package io.obs.ops.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;

/** Times and zones as people write them. */
public final class Times {

    /** For messages about text that is no time. */
    public static final String ALLOWED = "a time such as 2025-04-10T10:30:00-03:00 or 2025-04-10 10:30";

    private Times() {}

    /**
     * With an offset, or of the zone; date and time may be parted by a T or by spaces.
     *
     * @throws DateTimeException where it is no time
     */
    public static Instant instant(String text, ZoneId zone) {
        String iso = text.strip().replaceFirst("^(\\S+) +(\\S+)$", "$1T$2");
        return iso.matches(".*T.*(?:Z|[+-]\\d\\d:?\\d\\d)$")
                ? OffsetDateTime.parse(iso).toInstant()
                : LocalDateTime.parse(iso).atZone(zone).toInstant();
    }

    /**
     * The same for an option's value.
     *
     * @throws BadInput where it is no time
     */
    public static Instant instant(String option, String text, ZoneId zone) {
        try {
            return instant(text, zone);
        } catch (DateTimeException e) {
            throw new BadInput(option + " \"" + text + "\" is not " + ALLOWED, e);
        }
    }

    /**
     * The value of an option {@code --zone}.
     *
     * @throws BadInput where there is no such zone
     */
    public static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new BadInput("--zone " + text + " is no time zone such as America/Sao_Paulo or UTC", e);
        }
    }
}
