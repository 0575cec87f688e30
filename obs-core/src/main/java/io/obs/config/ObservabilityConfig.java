package io.obs.config;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of one obs, read once and then fixed: code before system property before environment before
 * obs.properties before default.
 *
 * <p>Immutable and thread-safe. {@code OTEL_*} variables are found under their property names ({@code otel.*}) too.
 */
public final class ObservabilityConfig {

    /** Where settings are looked for, the first that has it counts. */
    public record Source(String name, Function<String, @Nullable String> lookup) {}

    private final List<Source> sources;
    private final Map<String, Object> values = new HashMap<>();
    private final Map<String, String> origins = new LinkedHashMap<>();

    private ObservabilityConfig(List<Source> sources) {
        this.sources = List.copyOf(sources);
    }

    /**
     * Reads all keys.
     *
     * @param sources the most important first
     * @param problems gets a sentence for each wrong value; the default stands in for it
     */
    public static ObservabilityConfig read(List<Source> sources, List<ConfigKey<?>> keys, List<String> problems) {
        ObservabilityConfig config = new ObservabilityConfig(sources);
        for (ConfigKey<?> key : keys) {
            config.read(key, problems);
        }
        return config;
    }

    private <T> void read(ConfigKey<T> key, List<String> problems) {
        Source source = sourceOf(key.name());
        T value = key.defaultValue();
        if (source != null) {
            String text = Objects.requireNonNull(source.lookup().apply(key.name()));
            try {
                value = key.parse(text);
                origins.put(key.name(), source.name());
            } catch (RuntimeException e) {
                problems.add(key.name() + " (" + source.name() + ") is \"" + text + "\"; allowed: " + key.allowed());
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
        Source source = sourceOf(name);
        return source == null ? null : source.lookup().apply(name);
    }

    /** The keys that somebody has set, with where: for the admin page; values are not shown. */
    public Map<String, String> origins() {
        return Map.copyOf(origins);
    }

    private @Nullable Source sourceOf(String name) {
        for (Source source : sources) {
            if (source.lookup().apply(name) != null) {
                return source;
            }
        }
        return null;
    }

    /** The usual sources behind what code has set. */
    public static List<Source> standardSources(
            Map<String, String> code, Map<String, String> environment, Map<String, String> file) {
        List<Source> sources = new ArrayList<>();
        sources.add(new Source("code", code::get));
        sources.add(new Source("system property", System::getProperty));
        sources.add(new Source("environment", name -> environment.get(environmentName(name))));
        sources.add(new Source("obs.properties", file::get));
        return sources;
    }

    private static String environmentName(String name) {
        return name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }
}
