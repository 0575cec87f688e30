package io.obs.examples.captions.platform;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The whole example: what the services need, the three of them, and a collector. Ended in the order of use. */
public final class Platform implements AutoCloseable {

    /** Where the parts shall listen; 0 takes a free port, and so does a port that somebody else has. */
    public record Ports(
            int gateway, int gatewayAdmin, int jobManager, int jobManagerAdmin, int workerAdmin, int collector) {

        public static final Ports FREE = new Ports(0, 0, 0, 0, 0, 0);

        public static final Ports USUAL = new Ports(8080, 9464, 8081, 9465, 9466, 8090);
    }

    /** A JVM's options where several share a machine, and live for a minute. */
    public static final List<String> SMALL = List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private final Collector collector;
    private final Infrastructure infrastructure;
    private final Map<String, String> settings = new HashMap<>();
    private final List<ServiceProcess> services = new ArrayList<>();

    private Platform(Collector collector, Infrastructure infrastructure) {
        this.collector = collector;
        this.infrastructure = infrastructure;
    }

    /**
     * Starts everything.
     *
     * @param directory where the services' output goes
     * @param options of the services' JVMs
     * @param environment further settings of all services; says which parts are not embedded
     * @throws IOException if something does not start; the message has its output
     */
    public static Platform start(Ports ports, Path directory, List<String> options, Map<String, String> environment)
            throws IOException, InterruptedException {
        Files.createDirectories(directory);
        Infrastructure infrastructure = Infrastructure.launch(Part.notIn(environment), directory);
        Collector collector = null;
        try {
            collector = Collector.start(0, 0, freeOr0(ports.collector()));
            Platform platform = new Platform(collector, infrastructure);
            platform.settings.putAll(infrastructure.settings());
            platform.settings.putAll(environment);
            platform.startServices(ports, directory, options);
            return platform;
        } catch (IOException | InterruptedException | RuntimeException e) {
            infrastructure.close();
            if (collector != null) {
                collector.close();
            }
            throw e;
        }
    }

    private void startServices(Ports ports, Path directory, List<String> options)
            throws IOException, InterruptedException {
        Bucket.fill(settings);
        settings.put("PARENT_PID", Long.toString(ProcessHandle.current().pid()));
        settings.putIfAbsent("OTEL_EXPORTER_OTLP_ENDPOINT", collector.receiver().httpEndpoint());
        settings.putIfAbsent("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf");
        settings.putIfAbsent("OTEL_BSP_SCHEDULE_DELAY", "200");
        int jobManager = free(ports.jobManager());
        settings.put("JOB_MANAGER", "127.0.0.1:" + jobManager);
        try {
            launch("job-manager", jobManager, ports.jobManagerAdmin(), options, directory);
            launch("worker", 0, ports.workerAdmin(), options, directory);
            launch("api-gateway", ports.gateway(), ports.gatewayAdmin(), options, directory);
            for (ServiceProcess service : services) {
                service.awaitReady();
            }
        } catch (IOException | InterruptedException | RuntimeException e) {
            services.forEach(ServiceProcess::close);
            throw e;
        }
    }

    private void launch(String name, int port, int admin, List<String> options, Path directory) throws IOException {
        Map<String, String> own = new HashMap<>(settings);
        own.put("PORT", Integer.toString(freeOr0(port)));
        own.put("OBS_ADMIN_PORT", Integer.toString(freeOr0(admin)));
        services.add(ServiceProcess.launch(name, options, own, directory));
    }

    public Collector collector() {
        return collector;
    }

    public Infrastructure infrastructure() {
        return infrastructure;
    }

    /** How the services reach what they need, as their environment says it. */
    public Map<String, String> settings() {
        return settings;
    }

    public ServiceProcess jobManager() {
        return services.get(0);
    }

    public ServiceProcess worker() {
        return services.get(1);
    }

    public ServiceProcess gateway() {
        return services.get(2);
    }

    /** The three services, in the order in which a request meets them. */
    public List<ServiceProcess> services() {
        return List.of(gateway(), jobManager(), worker());
    }

    @Override
    public void close() {
        services().forEach(ServiceProcess::askToEnd);
        services().forEach(ServiceProcess::close);
        infrastructure.close();
        collector.close();
    }

    private static int free(int port) throws IOException {
        try (ServerSocket probe = new ServerSocket(freeOr0(port), 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    private static int freeOr0(int port) {
        try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return probe.isBound() ? port : 0;
        } catch (IOException taken) {
            return 0;
        }
    }
}
