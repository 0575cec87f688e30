package io.obs.examples.captions.platform;

import io.obs.catalog.Catalog;
import io.obs.catalog.MetricSpec;
import io.obs.examples.captions.platform.Platform.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One platform for the tests that need no fresh one; ends with their JVM. */
final class SharedPlatform {

    static final String CONTROL_TOKEN = "of-the-platforms-tests";

    private static final Set<String> GROUPS = Set.of("http", "job", "breaker", "queue", "cache", "db", "storage");

    private static @Nullable Platform platform;

    private SharedPlatform() {}

    static synchronized Platform get() throws IOException, InterruptedException {
        Platform running = platform;
        if (running == null) {
            running = Platform.start(
                    Ports.FREE,
                    Files.createTempDirectory("captions"),
                    Platform.SMALL,
                    Map.of("OBS_CONTROL_ENABLED", "true", "OBS_CONTROL_TOKEN", CONTROL_TOKEN));
            platform = running;
            Runtime.getRuntime().addShutdownHook(new Thread(running::close));
        }
        return running;
    }

    /** The families that the services have, but those that each service has; it schedules no jobs. */
    static Stream<MetricSpec> families() {
        return Catalog.all().stream()
                .filter(spec -> GROUPS.contains(spec.group()))
                .filter(spec -> !spec.name().startsWith("obs_"));
    }

    static List<String> internalErrors() throws IOException, InterruptedException {
        List<String> errors = new ArrayList<>();
        for (ServiceProcess service : get().services()) {
            errors.addAll(Scrape.of(service).samples("obs_internal_errors_total"));
        }
        return errors;
    }
}
