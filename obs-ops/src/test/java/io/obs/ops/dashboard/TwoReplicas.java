package io.obs.ops.dashboard;

import com.sun.net.httpserver.HttpServer;
import io.obs.catalog.Catalog;
import io.obs.catalog.MetricSpec;
import io.obs.catalog.MetricType;
import io.obs.ops.promql.Foreign;
import io.obs.ops.world.CatalogueText;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Two replicas of a service on loopback, and the exporters beside them: every family of the catalogue, and every metric
 * of others that dashboards read, as text that grows from scrape to scrape.
 */
final class TwoReplicas implements AutoCloseable {

    /** Gauges that are not 1; the rest is. */
    private static final Map<String, Integer> GAUGES = Map.of(
            Catalog.SERVICE_HEALTH.name(), 0,
            Catalog.QUEUE_DEPTH.name(), 7,
            Catalog.DB_CONNECTION_POOL_AVAILABLE.name(), 3,
            Catalog.DB_CONNECTION_POOL_TOTAL.name(), 8,
            Catalog.JVM_HEAP_MAX.name(), 4,
            Foreign.DISK_TOTAL.metric(), 5,
            Foreign.NODE_DISK_SIZE.metric(), 5,
            Foreign.NODE_MEMORY_TOTAL.metric(), 2,
            Foreign.CONTAINER_MEMORY_LIMIT.metric(), 2);

    private static final Map<String, String> OTHERS = Map.of("pod", "api-1", "container", "api", "namespace", "shop");

    private final HttpServer first;
    private final HttpServer second;
    private final HttpServer others;
    private final AtomicLong scrapes = new AtomicLong(1);

    TwoReplicas() throws IOException {
        first = serving(this::service);
        second = serving(this::service);
        others = serving(this::others);
    }

    /** The second replica's target has labels of its own by the names of ours, as an operator of Kubernetes gives them. */
    String scrapeConfigs() {
        return """
                  - job_name: plain
                    static_configs: [{targets: ["%s"]}]
                  - job_name: operator
                    static_configs: [{targets: ["%s"], labels: {service: api, endpoint: http}}]
                  - job_name: others
                    honor_labels: true
                    static_configs: [{targets: ["%s"]}]
                """.formatted(authority(first), authority(second), authority(others));
    }

    /** It answers no more. */
    void stopFirst() {
        first.stop(0);
    }

    void stopSecond() {
        second.stop(0);
    }

    private String service() {
        StringBuilder text = new StringBuilder();
        long count = scrapes.getAndIncrement();
        for (MetricSpec spec : Catalog.all()) {
            text.append(CatalogueText.of(spec, spec.type() == MetricType.GAUGE ? gauge(spec) : count));
        }
        for (Foreign own : List.of(Foreign.PROCESS_CPU_USAGE, Foreign.DISK_FREE, Foreign.DISK_TOTAL)) {
            text.append(own.metric())
                    .append(own.labels().contains("path") ? "{path=\"/srv\"} " : " ")
                    .append(GAUGES.getOrDefault(own.metric(), 1))
                    .append('\n');
        }
        return text.toString();
    }

    /** The probe is up, down, up ... */
    private static long gauge(MetricSpec spec) {
        return spec.equals(Catalog.PROBE_SUCCESS)
                ? System.nanoTime() / 2_000_000_000L % 2
                : GAUGES.getOrDefault(spec.name(), 1);
    }

    private String others() {
        StringBuilder text = new StringBuilder();
        long count = scrapes.get();
        for (Foreign foreign : Foreign.values()) {
            if (foreign.source().equals("Prometheus") || foreign.source().startsWith("Micrometer")) {
                continue;
            }
            List<String> labels = new ArrayList<>();
            foreign.labels().forEach(label -> labels.add(label + "=\"" + value(label) + "\""));
            OTHERS.forEach((label, value) -> labels.add(label + "=\"" + value + "\""));
            boolean counter = foreign.metric().endsWith("_total");
            Object value = counter ? count * 0.1 : GAUGES.getOrDefault(foreign.metric(), 1);
            text.append(foreign.metric() + "{" + String.join(",", labels) + "} " + value + "\n");
        }
        return text.toString();
    }

    private static String value(String label) {
        return switch (label) {
            case "service" -> "api-gateway";
            case "mode" -> "idle";
            case "fstype" -> "ext4";
            default -> "some";
        };
    }

    private interface Text {
        String now();
    }

    private static HttpServer serving(Text text) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/metrics", exchange -> {
            try (exchange) {
                byte[] body = text.now().getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4");
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        server.start();
        return server;
    }

    private static String authority(HttpServer server) {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        stopFirst();
        stopSecond();
        others.stop(0);
    }
}
