package io.obs.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Where a process's settings come from, the most important first: code, what a framework has read, system properties, environment, the file named
 * by {@code obs.config.file}, {@code obs.properties} at the root of the class path (DESIGN, law 2).
 */
public final class ConfigSources {

    private ConfigSources() {}

    /**
     * All sources of this process.
     *
     * @param code what the service has set in code, by key
     * @param read settings that a framework has read, by key, by what they were read from; the most important first
     * @param environment the environment's variables, usually {@link System#getenv()}
     * @param problems gets a sentence for each file that can't be read
     */
    public static List<ConfigSource> ofProcess(
            Map<String, String> code,
            Map<String, Map<String, String>> read,
            Map<String, String> environment,
            List<String> problems) {
        List<ConfigSource> sources = new ArrayList<>(of(code, environment));
        sources.addAll(1, files(read)); // behind code
        ConfigFiles.named(sources, problems).ifPresent(sources::add);
        ConfigFiles.onClassPath(problems).ifPresent(sources::add);
        return List.copyOf(sources);
    }

    /** Settings by key, by what they were read from, as sources in that order. */
    public static List<ConfigSource> files(Map<String, Map<String, String>> read) {
        return read.entrySet().stream()
                .map(file -> ConfigSource.file(file.getKey(), file.getValue()))
                .toList();
    }

    /** Code, system properties and environment, without files. */
    public static List<ConfigSource> of(Map<String, String> code, Map<String, String> environment) {
        return List.of(
                ConfigSource.code(code),
                ConfigSource.systemProperties(System.getProperties()),
                ConfigSource.environment(environment));
    }
}
