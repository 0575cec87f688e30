package io.obs.examples.captions.platform;

import io.obs.examples.captions.api.Settings;
import io.obs.examples.captions.platform.Platform.Ports;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the demonstration was told.
 *
 * @param time how long it shall run; null until it is interrupted
 * @param directory where the services' output goes; null for a new temporary one
 */
record Options(
        @Nullable Duration time, Ports ports, @Nullable Path directory) {

    static final String USAGE = """
            usage: bash examples/demo.sh [--seconds N] [--directory DIR]

            Starts the caption platform (what it needs, a collector, api-gateway, job-manager, worker), drives traffic,
            takes parts away and brings them back, shows what there is to see.
              --seconds N      ends by itself after about N seconds (1 to 86400), with a summary; else Ctrl-C ends it
              --directory DIR  where the services' logs go; else a new temporary directory
            Environment:
              PORT             the gateway's port (8080); the job manager takes the next one
              OBS_ADMIN_PORT   the gateway's admin port (9464); job manager and worker take the next ones
              COLLECTOR_PORT   the port of the collector's pages (8090)
              OTEL_*, OBS_*    are handed to all services; with OTEL_EXPORTER_OTLP_ENDPOINT traces go there instead
              CAPTION_POSTGRES_URL, CAPTION_REDIS_URL, CAPTION_RABBITMQ_URL, CAPTION_S3_ENDPOINT with
              CAPTION_S3_ACCESS_KEY, CAPTION_S3_SECRET_KEY, CAPTION_S3_BUCKET: servers of yours instead of embedded
              ones; those are never taken away
            A port that is taken, or 0, is replaced by a free one.
            """;

    /** @throws IllegalArgumentException if arguments or environment are wrong; says how */
    static Options of(List<String> arguments, Map<String, String> environment) {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i < arguments.size(); i += 2) {
            String name = arguments.get(i);
            if (!List.of("--seconds", "--directory").contains(name)) {
                throw new IllegalArgumentException("unknown argument " + name + "\n" + USAGE);
            }
            if (i + 1 == arguments.size()) {
                throw new IllegalArgumentException(name + " needs a value\n" + USAGE);
            }
            given.put(name, arguments.get(i + 1));
        }
        Settings seconds = new Settings(given);
        int time = seconds.number("--seconds", 0, 1, 86_400);
        seconds.check();
        Settings settings = new Settings(environment);
        int port = settings.port("PORT", Ports.USUAL.gateway());
        int admin = settings.port("OBS_ADMIN_PORT", Ports.USUAL.gatewayAdmin());
        int collector = settings.port("COLLECTOR_PORT", Ports.USUAL.collector());
        settings.check();
        String directory = given.get("--directory");
        return new Options(
                time == 0 ? null : Duration.ofSeconds(time),
                new Ports(port, admin, after(port), after(admin), after(after(admin)), collector),
                directory == null ? null : Path.of(directory).toAbsolutePath());
    }

    private static int after(int port) {
        return port == 0 || port == 65_535 ? 0 : port + 1;
    }
}
