package io.obs.config;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes keys of the usual types; each says by itself what it allows. */
public final class ConfigKeys {

    private ConfigKeys() {}

    /** Any text that is not blank. */
    public static ConfigKey<String> text(String name, @Nullable String byDefault, String help) {
        return new ConfigKey<>(
                name,
                value -> check(value.strip(), !value.isBlank()),
                byDefault,
                byDefault == null ? "(none)" : byDefault,
                "any text that is not blank",
                help);
    }

    /** {@code true} or {@code false}, in any case. */
    public static ConfigKey<Boolean> bool(String name, boolean byDefault, String help) {
        Function<String, Boolean> parser = value -> switch (value.strip().toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(value);
        };
        return new ConfigKey<>(name, parser, byDefault, String.valueOf(byDefault), "true or false", help);
    }

    /** A whole number within bounds, both allowed. */
    public static ConfigKey<Integer> integer(String name, int byDefault, int min, int max, String help) {
        return new ConfigKey<>(
                name,
                text -> {
                    int value = Integer.parseInt(text.strip());
                    return check(value, value >= min && value <= max);
                },
                byDefault,
                String.valueOf(byDefault),
                "a whole number from " + min + " to " + max,
                help);
    }

    /** A number within bounds, both allowed. */
    public static ConfigKey<Double> decimal(
            String name, @Nullable Double byDefault, double min, double max, String help) {
        return new ConfigKey<>(
                name,
                text -> {
                    double value = Double.parseDouble(text.strip());
                    return check(value, value >= min && value <= max);
                },
                byDefault,
                byDefault == null ? "(none)" : byDefault.toString(),
                "a number from " + min + " to " + max,
                help);
    }

    /** A time with its unit: {@code 500ms}, {@code 5s}, {@code 2m}, or milliseconds without one. */
    public static ConfigKey<Duration> duration(
            String name, Duration byDefault, Duration min, Duration max, String help) {
        return new ConfigKey<>(
                name,
                text -> {
                    Duration value = Durations.parse(text.strip());
                    return check(value, value.compareTo(min) >= 0 && value.compareTo(max) <= 0);
                },
                byDefault,
                Durations.format(byDefault),
                "a time from " + Durations.format(min) + " to " + Durations.format(max)
                        + ", as 500ms, 5s, 2m, or plain milliseconds",
                help);
    }

    /** One of an enum's constants, in lower case. */
    public static <E extends Enum<E>> ConfigKey<E> oneOf(String name, Class<E> type, E byDefault, String help) {
        return new ConfigKey<>(
                name,
                text -> Enum.valueOf(type, text.strip().toUpperCase(Locale.ROOT).replace('-', '_')),
                byDefault,
                written(byDefault),
                "one of "
                        + Arrays.stream(type.getEnumConstants())
                                .map(ConfigKeys::written)
                                .collect(Collectors.joining(", ")),
                help);
    }

    /** Texts separated by commas; an empty value is an empty list. */
    public static ConfigKey<List<String>> list(String name, List<String> byDefault, String help) {
        return list(name, byDefault, part -> true, "texts separated by commas", help);
    }

    /** Texts separated by commas, each of which must pass. */
    public static ConfigKey<List<String>> list(
            String name, List<String> byDefault, Predicate<String> each, String allowed, String help) {
        return new ConfigKey<>(
                name,
                text -> {
                    List<String> parts = Arrays.stream(text.split(",", -1))
                            .map(String::strip)
                            .filter(part -> !part.isEmpty())
                            .toList();
                    return check(parts, parts.stream().allMatch(each));
                },
                List.copyOf(byDefault),
                byDefault.isEmpty() ? "(none)" : String.join(",", byDefault),
                allowed,
                help);
    }

    private static String written(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static <T> T check(T value, boolean allowed) {
        if (!allowed) {
            throw new IllegalArgumentException(String.valueOf(value));
        }
        return value;
    }
}
