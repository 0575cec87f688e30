package io.obs.config;

import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One place where settings are looked for, as it was when it was read: later changes of a system property change
 * nothing.
 *
 * <p>Immutable. Made by {@link ConfigSources}.
 */
public final class ConfigSource {

    private static final String OWN = "OBS_";
    private static final String OPEN_TELEMETRY = "OTEL_";

    /** Addresses of real parts that tests and examples use; never settings. */
    private static final String TEST_ADDRESSES = "OBS_IT_";

    /** Whom a source speaks to, and how it spells. */
    private enum Kind {
        OWN,
        SHARED,
        ENVIRONMENT
    }

    private final String name;
    private final Kind kind;
    private final Map<String, String> settings;

    private ConfigSource(String name, Kind kind, Map<String, String> settings) {
        this.name = name;
        this.kind = kind;
        this.settings = Map.copyOf(settings);
    }

    static ConfigSource code(Map<String, String> settings) {
        return new ConfigSource("code", Kind.OWN, settings);
    }

    static ConfigSource file(String name, Map<String, String> settings) {
        return new ConfigSource(name, Kind.OWN, settings);
    }

    static ConfigSource environment(Map<String, String> variables) {
        return new ConfigSource("environment variable", Kind.ENVIRONMENT, variables);
    }

    static ConfigSource systemProperties(Properties properties) {
        Map<String, String> settings = new TreeMap<>();
        for (String key : properties.stringPropertyNames()) {
            String value = properties.getProperty(key);
            if (value != null) { // taken away since it was listed
                settings.put(key, value);
            }
        }
        return new ConfigSource("system property", Kind.SHARED, settings);
    }

    /** The text of a setting; null where this source does not have it. */
    @Nullable
    String get(String key) {
        return settings.get(spelled(key));
    }

    /** This source in words, for one of its settings: {@code environment variable OBS_ADMIN_PORT}. */
    String where(String key) {
        return kind == Kind.ENVIRONMENT ? name + " " + spelled(key) : name;
    }

    /** What the source is, without a setting. */
    String name() {
        return name;
    }

    /** A key as this source writes it. */
    String spelled(String key) {
        return kind == Kind.ENVIRONMENT ? ConfigKey.environmentName(key) : key;
    }

    /**
     * Everything here that is meant for obs, as this source writes it. A file and code speak to obs alone, so there it is
     * all but OpenTelemetry's own.
     */
    Stream<String> meantForObs() {
        return settings.keySet().stream().filter(this::isMeantForObs).sorted();
    }

    private boolean isMeantForObs(String key) {
        return switch (kind) {
            case OWN -> !ConfigKey.environmentName(key).startsWith(OPEN_TELEMETRY);
            case SHARED -> key.startsWith("obs.");
            case ENVIRONMENT -> key.startsWith(OWN) && !key.startsWith(TEST_ADDRESSES);
        };
    }

    /** OpenTelemetry's settings here, by their property names. */
    Stream<String> openTelemetry() {
        return settings.keySet().stream()
                .filter(key -> ConfigKey.environmentName(key).startsWith(OPEN_TELEMETRY))
                .map(key ->
                        kind == Kind.ENVIRONMENT ? key.toLowerCase(Locale.ROOT).replace('_', '.') : key);
    }

    @Override
    public String toString() {
        return name;
    }
}
