package io.obs.ops.settings;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How people write numbers with a unit. */
public enum Quantity {
    /** In seconds. */
    DURATION("a duration such as 500ms, 2s or 15m", "(\\d+(?:\\.\\d+)?)(ms|s|m|h|d)"),
    /** From 0 to 1. */
    RATIO("a share such as 1% or 0.01", "(\\d+(?:\\.\\d+)?)(%?)"),
    COUNT("a whole number, 0 or more", "(\\d{1,12})()");

    private static final Map<String, Double> FACTORS =
            Map.of("ms", 0.001, "s", 1.0, "m", 60.0, "h", 3600.0, "d", 86400.0, "%", 0.01, "", 1.0);

    private final String allowed;
    private final Pattern pattern;

    Quantity(String allowed, String pattern) {
        this.allowed = allowed;
        this.pattern = Pattern.compile(pattern);
    }

    /** How it is written, for messages. */
    public String allowed() {
        return allowed;
    }

    /** The number in base units as people write it. */
    String write(double number) {
        BigDecimal exact = BigDecimal.valueOf(number);
        return switch (this) {
            case DURATION -> duration(exact);
            case RATIO -> plain(exact.movePointRight(2)) + "%";
            case COUNT -> plain(exact);
        };
    }

    private static String duration(BigDecimal seconds) {
        if (seconds.compareTo(BigDecimal.ONE) < 0) {
            return plain(seconds.movePointRight(3)) + "ms";
        }
        for (String unit : List.of("d", "h", "m")) {
            BigDecimal[] parts = seconds.divideAndRemainder(BigDecimal.valueOf(FACTORS.getOrDefault(unit, 1.0)));
            if (parts[1].signum() == 0) {
                return plain(parts[0]) + unit;
            }
        }
        return plain(seconds) + "s";
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }

    /**
     * The number in base units.
     *
     * @throws IllegalArgumentException where the text is none
     */
    public double parse(String text) {
        Matcher matcher = pattern.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException(text + " is not " + allowed);
        }
        double factor = FACTORS.getOrDefault(matcher.group(2), 1.0);
        // 99.9 * 0.01 would be 0.9990000000000001.
        double number = new BigDecimal(matcher.group(1))
                .multiply(BigDecimal.valueOf(factor))
                .doubleValue();
        if (this == RATIO && number > 1) {
            throw new IllegalArgumentException(text + " is more than 100%");
        }
        return number;
    }
}
