package io.obs.spring;

import io.obs.config.ConfigKey;
import io.obs.config.CoreKeys;
import io.obs.spi.Room;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.json.JsonWriter;
import org.springframework.core.env.StandardEnvironment;

/**
 * META-INF/spring-configuration-metadata.json, from the keys that the core, the rooms and the starter declare, with the
 * defaults that count in a Boot service.
 *
 * @see <a href="https://docs.spring.io/spring-boot/specification/configuration-metadata/format.html">its format</a>
 */
final class SettingsMetadata {

    private static final JsonWriter<Map<String, Object>> JSON = JsonWriter.standard();

    private SettingsMetadata() {}

    /** The declared keys by name. */
    static Map<String, ConfigKey<?>> keys() {
        return Stream.of(
                        CoreKeys.ALL.stream(),
                        ServiceLoader.load(Room.class).stream().flatMap(room -> room.get().keys().stream()),
                        SpringKeys.ALL.stream())
                .flatMap(keys -> keys)
                .collect(Collectors.toMap(
                        ConfigKey::name,
                        key -> key,
                        (one, other) -> {
                            throw new IllegalStateException("declared twice: " + one);
                        },
                        TreeMap::new));
    }

    static String text() {
        Collection<ConfigKey<?>> keys = keys().values();
        return "{\n  \"properties\": ["
                + listed(keys.stream().map(SettingsMetadata::property))
                + "\n  ],\n  \"hints\": ["
                + listed(keys.stream().map(SettingsMetadata::hint).filter(Objects::nonNull))
                + "\n  ]\n}\n";
    }

    private static String listed(Stream<Map<String, Object>> entries) {
        return entries.map(entry -> "\n    " + JSON.writeToString(entry)).collect(Collectors.joining(","));
    }

    private static Map<String, Object> property(ConfigKey<?> key) {
        Map<String, Object> property = new LinkedHashMap<>();
        property.put("name", key.name());
        property.put("type", type(key));
        property.put(
                "description",
                key.help() + " Allowed: " + key.allowed() + "." + (key.isSecret() ? " Never shown." : ""));
        Object byDefault = byDefault(key);
        if (byDefault != null) {
            property.put("defaultValue", byDefault);
        }
        return property;
    }

    /** The constants of an enum: what an editor offers. */
    private static @Nullable Map<String, Object> hint(ConfigKey<?> key) {
        if (!(key.defaultValue() instanceof Enum<?> constant)) {
            return null;
        }
        Map<String, Object> hint = new LinkedHashMap<>();
        hint.put("name", key.name());
        hint.put(
                "values",
                Arrays.stream(constant.getDeclaringClass().getEnumConstants())
                        .map(one -> Map.of(
                                "value", one.name().toLowerCase(Locale.ROOT).replace('_', '-')))
                        .toList());
        return hint;
    }

    private static String type(ConfigKey<?> key) {
        Object value = key.defaultValue() == null ? parsedNumber(key) : key.defaultValue();
        if (value instanceof Boolean || value instanceof Integer || value instanceof Double) {
            return value.getClass().getName();
        }
        if (value instanceof Duration) {
            return Duration.class.getName();
        }
        if (value instanceof Collection<?> several) {
            boolean numbers = several.stream().anyMatch(Double.class::isInstance);
            return "java.util.List<java.lang." + (numbers ? "Double>" : "String>");
        }
        return String.class.getName();
    }

    /** What a key without a default makes of a number: that, or a text. */
    private static @Nullable Object parsedNumber(ConfigKey<?> key) {
        try {
            return key.parse("0.5");
        } catch (IllegalArgumentException noNumber) {
            return null;
        }
    }

    /** As Boot's own metadata has it: numbers and truth values as such, lists as arrays, all else as it is written. */
    private static @Nullable Object byDefault(ConfigKey<?> key) {
        String ofBoot = new ServiceBeans(null, null, false, false)
                .defaults(new StandardEnvironment())
                .get(key.name());
        Object value = ofBoot == null ? key.defaultValue() : key.parse(ofBoot);
        if (value instanceof Collection<?> several) {
            return several.isEmpty() ? null : List.copyOf(several);
        }
        if (value == null || value instanceof Map<?, ?>) {
            return null;
        }
        return value instanceof Boolean || value instanceof Number ? value : key.defaultText();
    }
}
