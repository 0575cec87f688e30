package io.obs.examples.captions.platform;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The whole example: collector, job manager and gateway, started in this order and ended in the other. */
public final class Platform implements AutoCloseable {

    /** Where the parts shall listen; 0 takes a free port, and so does a port that somebody else has. */
    public record Ports(int gateway, int gatewayAdmin, int jobManager, int jobManagerAdmin, int collector) {

        public static final Ports FREE = new Ports(0, 0, 0, 0, 0);

        public static final Ports USUAL = new Ports(8080, 9464, 8081, 9465, 8090);
    }

    private final Collector collector;
    private final ServiceProcess jobManager;
    private final ServiceProcess gateway;

    private Platform(Collector collector, ServiceProcess jobManager, ServiceProcess gateway) {
        this.collector = collector;
        this.jobManager = jobManager;
        this.gateway = gateway;
    }

    /**
     * Starts everything.
     *
     * @param directory where the services' output goes
     * @param options of the services' JVMs
     * @param environment further settings of both services
     * @throws IOException if a service does not start; the message has its output
     */
    public static Platform start(Ports ports, Path directory, List<String> options, Map<String, String> environment)
            throws IOException, InterruptedException {
        Files.createDirectories(directory);
        Collector collector = Collector.start(0, 0, freeOr0(ports.collector()));
        ServiceProcess jobManager = null;
        try {
            Map<String, String> settings = new HashMap<>();
            settings.put("OTEL_EXPORTER_OTLP_ENDPOINT", collector.receiver().httpEndpoint());
            settings.put("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf");
            settings.put("OTEL_BSP_SCHEDULE_DELAY", "200");
            settings.put("MEDIA_DIR", directory.resolve("media").toString());
            settings.putAll(environment);
            listenOn(settings, ports.jobManager(), ports.jobManagerAdmin());
            jobManager = ServiceProcess.start("job-manager", jar("job-manager"), options, settings, directory);
            settings.put("JOB_MANAGER_URL", jobManager.url().toString());
            listenOn(settings, ports.gateway(), ports.gatewayAdmin());
            ServiceProcess gateway =
                    ServiceProcess.start("api-gateway", jar("api-gateway"), options, settings, directory);
            return new Platform(collector, jobManager, gateway);
        } catch (IOException | InterruptedException | RuntimeException e) {
            if (jobManager != null) {
                jobManager.close();
            }
            collector.close();
            throw e;
        }
    }

    public Collector collector() {
        return collector;
    }

    public ServiceProcess jobManager() {
        return jobManager;
    }

    public ServiceProcess gateway() {
        return gateway;
    }

    @Override
    public void close() {
        gateway.close();
        jobManager.close();
        collector.close();
    }

    private static void listenOn(Map<String, String> settings, int port, int admin) {
        settings.put("PORT", Integer.toString(freeOr0(port)));
        settings.put("OBS_ADMIN_PORT", Integer.toString(freeOr0(admin)));
    }

    private static int freeOr0(int port) {
        try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return probe.isBound() ? port : 0;
        } catch (IOException taken) {
            return 0;
        }
    }

    /** The service's jar, which lies beside this module's own. */
    private static Path jar(String module) throws IOException {
        try {
            Path own = Path.of(Platform.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            Path jar = own.resolve("../../../" + module + "/target/caption-" + module + ".jar")
                    .normalize();
            if (Files.notExists(jar)) {
                throw new IOException(jar + " is not there; build it with mvn package");
            }
            return jar;
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
