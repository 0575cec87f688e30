package io.obs.ops.report;

import java.math.RoundingMode;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.function.DoubleFunction;

/** Writes figures for people, as the text report has them: {@code 99.95%}, {@code 125ms}, {@code 10 min}. */
public final class Format {

    /** What was not measured. */
    public static final String NONE = "n/a";

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);
    private static final double HOURS_FROM = 120 * 60;

    private Format() {}

    /** Two decimals, and up to four where they say more. */
    public static String percent(double share) {
        return number("0.00##", share * 100) + "%";
    }

    public static String count(double number) {
        return number("#,##0", number);
    }

    static String decimal(double number) {
        return number("#,##0.##", number);
    }

    public static String latency(double seconds) {
        return seconds < 1
                ? number(seconds < 0.01 ? "0.##" : "0.#", seconds * 1000) + "ms"
                : number("0.##", seconds) + "s";
    }

    /** {@code 10 min}, or {@code 2h 5min}. */
    public static String time(double seconds) {
        return seconds < HOURS_FROM ? number("0.#", seconds / 60) + " min" : shortTime(seconds);
    }

    /** The same of a duration. */
    public static String time(Duration duration) {
        return time(duration.toMillis() / 1000.0);
    }

    /** {@code 10min}, or {@code 2h 5min}, of a duration. */
    public static String shortTime(Duration duration) {
        return shortTime(duration.toMillis() / 1000.0);
    }

    /** {@code 10min}, or {@code 2h 5min}. */
    public static String shortTime(double seconds) {
        if (seconds < HOURS_FROM) {
            return number("0.#", seconds / 60) + "min";
        }
        Duration whole = Duration.ofMinutes(Math.round(seconds / 60));
        return whole.toHours() + "h " + whole.toMinutesPart() + "min";
    }

    public static String minute(Instant at, ZoneId zone) {
        return MINUTE.format(at.atZone(zone));
    }

    private static String number(String pattern, double number) {
        DecimalFormat format = new DecimalFormat(pattern, DecimalFormatSymbols.getInstance(Locale.ROOT));
        format.setRoundingMode(RoundingMode.HALF_UP);
        String text = format.format(number);
        return text.matches("-[0.,]+") ? text.substring(1) : text;
    }

    /** A change as {@code ↑ +0.05}: an arrow, a sign, and what it is of. */
    static String change(double change, DoubleFunction<String> unit) {
        String size = unit.apply(Math.abs(change));
        if (size.matches("[0., a-z%]+")) {
            return "→ " + size;
        }
        return change > 0 ? "↑ +" + size : "↓ -" + size;
    }

    /** Percentage points, without their sign. */
    static String points(double share) {
        return number("0.00##", share * 100);
    }
}
