package io.obs.config;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of one obs, read once and then fixed: code before system property before environment before
 * obs.properties before default.
 *
 * <p>Immutable and thread-safe. {@code OTEL_*} variables are found under their property names ({@code otel.*}) too.
 */
public final class ObservabilityConfig {

    private final List<ConfigSource> sources;
    private final Map<String, ConfigKey<?>> keys = new LinkedHashMap<>();
    private final Map<String, Object> values = new HashMap<>();
    private final Map<String, String> origins = new TreeMap<>();

    private ObservabilityConfig(List<ConfigSource> sources) {
        this.sources = List.copyOf(sources);
    }

    /**
     * Reads all keys.
     *
     * @param sources the most important first, from {@link ConfigSources}
     * @param problems gets a sentence for each wrong value; the default stands in for it
     */
    public static ObservabilityConfig read(List<ConfigSource> sources, List<ConfigKey<?>> keys, List<String> problems) {
        ObservabilityConfig config = new ObservabilityConfig(sources);
        for (ConfigKey<?> key : keys) {
            if (config.keys.putIfAbsent(key.name(), key) == null) {
                config.read(key, problems);
            }
        }
        for (ConfigSource source : sources) {
            source.openTelemetry().forEach(name -> config.origins.putIfAbsent(name, source.where(name)));
        }
        return config;
    }

    private <T> void read(ConfigKey<T> key, List<String> problems) {
        ConfigSource source = sourceOf(key.name());
        T value = key.defaultValue();
        if (source != null) {
            String text = Objects.requireNonNull(source.get(key.name()));
            try {
                value = key.parse(text);
                origins.put(key.name(), source.where(key.name()));
            } catch (RuntimeException wrong) {
                problems.add(Problem.sentence(key, source.where(key.name()), text));
            }
        }
        if (value != null) {
            values.put(key.name(), value);
        }
    }

    /** The value of a key that has a default. */
    public <T> T get(ConfigKey<T> key) {
        return Objects.requireNonNull(find(key), () -> key + " has neither value nor default");
    }

    /** The value of a key, its default, or null. */
    @SuppressWarnings("unchecked") // read() put a T under the key's name
    public <T> @Nullable T find(ConfigKey<T> key) {
        Object value = values.get(key.name());
        return value == null ? key.defaultValue() : (T) value;
    }

    /** True where somebody has set the key, rather than the default. */
    public boolean isSet(ConfigKey<?> key) {
        return origins.containsKey(key.name());
    }

    /** The text of any setting, declared or not, for example {@code otel.exporter.otlp.endpoint}; null if unset. */
    public @Nullable String raw(String name) {
        ConfigSource source = sourceOf(name);
        return source == null ? null : source.get(name);
    }

    /**
     * The sentence that tells a wrong setting, for {@link io.obs.spi.Wiring#problem}: for a setting that is not a
     * declared key, or whose value is wrong only beside another.
     *
     * @param name the setting, for example {@code otel.traces.sampler.arg}
     * @param allowed what is allowed, as it completes "allowed: ..."
     */
    public String problem(String name, String allowed) {
        ConfigSource source = sourceOf(name);
        if (source == null) {
            return name + " is not set; allowed: " + allowed;
        }
        ConfigKey<?> key = keys.get(name);
        boolean secret = key == null ? Problem.soundsSecret(name) : key.isSecret();
        String value = secret ? null : source.get(name);
        return Problem.sentence(name, source.where(name), value, allowed);
    }

    /**
     * The settings that somebody has set, obs's own and OpenTelemetry's, and where, in the order of their names. Values
     * are not shown.
     */
    public Map<String, String> origins() {
        return Collections.unmodifiableMap(origins);
    }

    /** One sentence for each setting that is meant for obs and that nobody reads, with what may have been meant. */
    public List<String> unknown() {
        return UnknownSettings.in(sources, keys.values());
    }

    private @Nullable ConfigSource sourceOf(String name) {
        for (ConfigSource source : sources) {
            if (source.get(name) != null) {
                return source;
            }
        }
        return null;
    }
}
