package io.obs.spring;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.origin.OriginLookup;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * What Spring's environment says to obs: each {@code obs.*} and {@code otel.*} property with the value that counts there,
 * by the file or the like that it stands in.
 *
 * <p>System properties and environment variables are not among them where they count: obs reads those itself, and tells
 * of them in its own words.
 */
final class SpringSettings {

    private static final Pattern ELEMENT = Pattern.compile("(.+)\\[\\d+]");
    private static final Set<String> OF_THE_PROCESS = Set.of(
            StandardEnvironment.SYSTEM_PROPERTIES_PROPERTY_SOURCE_NAME,
            StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME);

    private SpringSettings() {}

    /** The settings by key, by where they stand, in the order of the environment. */
    static Map<String, Map<String, String>> of(ConfigurableEnvironment environment) {
        Set<String> names = new TreeSet<>();
        for (PropertySource<?> source : environment.getPropertySources()) {
            if (source instanceof EnumerablePropertySource<?> listed && !OF_THE_PROCESS.contains(source.getName())) {
                for (String name : listed.getPropertyNames()) {
                    if (name.startsWith("obs.") || name.startsWith("otel.")) {
                        names.add(name);
                    }
                }
            }
        }
        Map<String, Map<String, String>> settings = new LinkedHashMap<>();
        for (String name : names) {
            Matcher element = ELEMENT.matcher(name);
            String key = element.matches() ? element.group(1) : name;
            PropertySource<?> source = sourceOf(environment, name);
            String value = environment.getProperty(name);
            if (source != null && value != null) {
                settings.computeIfAbsent(where(source, name), file -> new TreeMap<>())
                        .merge(key, value, (before, next) -> before + "," + next);
            }
        }
        return settings;
    }

    /** All settings by key, without where they stand. */
    static Map<String, String> flat(Environment read) {
        Map<String, String> flat = new TreeMap<>(serviceName(read));
        if (read instanceof ConfigurableEnvironment environment) {
            of(environment).values().forEach(flat::putAll);
        }
        return flat;
    }

    /** spring.application.name is who the service is, where nobody told obs anything else. */
    static Map<String, String> serviceName(Environment environment) {
        String name = environment.getProperty("spring.application.name");
        boolean named = environment.containsProperty("otel.service.name")
                || environment.getProperty("otel.resource.attributes", "").contains("service.name=");
        return name == null || name.isBlank() || named ? Map.of() : Map.of("obs.service", name);
    }

    /** Whose value counts; null where it is the process's own. */
    private static @Nullable PropertySource<?> sourceOf(ConfigurableEnvironment environment, String name) {
        for (PropertySource<?> source : environment.getPropertySources()) {
            if (!source.getName().equals("configurationProperties") && source.containsProperty(name)) {
                return OF_THE_PROCESS.contains(source.getName()) ? null : source;
            }
        }
        return null;
    }

    private static String where(PropertySource<?> source, String name) {
        Object origin = OriginLookup.getOrigin(source, name);
        return origin == null ? "Spring's " + source.getName() : origin.toString();
    }
}
