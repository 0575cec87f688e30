package io.obs.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads properties files, in UTF-8: the one a setting names, and the one on the class path. */
final class ConfigFiles {

    static final String ON_CLASS_PATH = "obs.properties";

    private ConfigFiles() {}

    /** The file that {@code obs.config.file} names in one of the sources. */
    static Optional<ConfigSource> named(List<ConfigSource> sources, List<String> problems) {
        String key = CoreKeys.CONFIG_FILE.name();
        for (ConfigSource source : sources) {
            String path = source.get(key);
            if (path != null) {
                return read(path, source.where(key), problems);
            }
        }
        return Optional.empty();
    }

    private static Optional<ConfigSource> read(String path, String where, List<String> problems) {
        if (path.isBlank()) {
            return Optional.empty(); // reading the key itself says so
        }
        try (InputStream in = Files.newInputStream(Path.of(path.strip()))) {
            return Optional.of(ConfigSource.file(path.strip(), properties(in)));
        } catch (IOException | IllegalArgumentException e) {
            problems.add(Problem.sentence(CoreKeys.CONFIG_FILE, where, path) + " (" + reason(e) + ")");
            return Optional.empty();
        }
    }

    /** {@code obs.properties} at the root of the class path: the application's, else the one beside obs. */
    static Optional<ConfigSource> onClassPath(List<String> problems) {
        URL found = resource();
        if (found == null) {
            return Optional.empty();
        }
        try (InputStream in = uncached(found)) {
            return Optional.of(ConfigSource.file(ON_CLASS_PATH, properties(in)));
        } catch (IOException | IllegalArgumentException e) {
            problems.add(ON_CLASS_PATH + " (" + found + ") can't be read: " + reason(e)
                    + "; allowed: a properties file in UTF-8");
            return Optional.empty();
        }
    }

    /** A cached jar would stay open after a redeployment. */
    private static InputStream uncached(URL resource) throws IOException {
        URLConnection connection = resource.openConnection();
        connection.setUseCaches(false);
        return connection.getInputStream();
    }

    private static @Nullable URL resource() {
        ClassLoader application = Thread.currentThread().getContextClassLoader();
        URL found = application == null ? null : application.getResource(ON_CLASS_PATH);
        if (found != null) {
            return found;
        }
        ClassLoader own = ConfigFiles.class.getClassLoader();
        return own == null ? null : own.getResource(ON_CLASS_PATH);
    }

    private static Map<String, String> properties(InputStream in) throws IOException {
        Properties read = new Properties();
        try (Reader text = new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder())) {
            read.load(text);
        }
        return read.stringPropertyNames().stream().collect(Collectors.toUnmodifiableMap(key -> key, read::getProperty));
    }

    private static String reason(Exception e) {
        return e.getClass().getSimpleName() + (e.getMessage() == null ? "" : ": " + e.getMessage());
    }
}
