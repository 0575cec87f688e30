package io.obs.examples.captions.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Prometheus, Alertmanager and the blackbox exporter around the services, with the files that obs-ops makes; on loopback. */
final class Monitoring implements AutoCloseable {

    private static final String LOOPBACK = "127.0.0.1:";

    private final List<Tool> tools = new ArrayList<>();
    private final String prometheus;

    private Monitoring(int port) {
        prometheus = "http://" + LOOPBACK + port;
    }

    /**
     * Starts them.
     *
     * @param directory has {@code rules} and {@code probe} as obs-ops made them; configurations and logs go there too
     * @param quick true: what the rules wait for minutes takes seconds
     * @param exporters addresses of further exporters, which name the services themselves
     */
    static Monitoring start(Path directory, Platform platform, Webhook webhook, boolean quick, List<String> exporters)
            throws IOException {
        if (quick) {
            hurry(directory.resolve("rules"));
        }
        int prometheus = Tool.freePort();
        int alertmanager = Tool.freePort();
        int blackbox = Tool.freePort();
        Files.writeString(directory.resolve("alertmanager.yml"), routes(webhook));
        Files.writeString(
                directory.resolve("prometheus.yml"), scrapes(platform, alertmanager, blackbox, exporters, quick));
        Monitoring all = new Monitoring(prometheus);
        try {
            all.tools.add(Tool.start(
                    directory,
                    List.of("blackbox_exporter", "prometheus-blackbox-exporter"),
                    "--config.file=probe/blackbox.yml",
                    "--web.listen-address=" + LOOPBACK + blackbox));
            all.tools.add(Tool.start(
                    directory,
                    List.of("alertmanager", "prometheus-alertmanager"),
                    "--config.file=alertmanager.yml",
                    "--storage.path=alertmanager",
                    "--cluster.listen-address=",
                    "--web.listen-address=" + LOOPBACK + alertmanager));
            all.tools.add(Tool.start(
                    directory,
                    List.of("prometheus"),
                    "--config.file=prometheus.yml",
                    "--storage.tsdb.path=prometheus",
                    "--enable-feature=exemplar-storage",
                    "--web.listen-address=" + LOOPBACK + prometheus));
        } catch (IOException e) {
            all.close();
            throw e;
        }
        return all;
    }

    /** Ranges, holds and intervals; the texts still speak of minutes. */
    private static void hurry(Path rules) throws IOException {
        try (Stream<Path> files = Files.list(rules)) {
            for (Path file : files.toList()) {
                String text = Files.readString(file);
                Files.writeString(
                        file,
                        text.replaceAll("interval: \\d+s", "interval: 1s")
                                .replaceAll("for: \\d+m", "for: 5s")
                                .replace("[5m]", "[20s]")
                                .replace("offset 5m", "offset 20s")
                                .replace("[10m]", "[40s]"));
            }
        }
    }

    private static String routes(Webhook webhook) {
        return """
                route:
                  receiver: webhook
                  group_by: [alertname, service]
                  group_wait: 1s
                  group_interval: 2s
                receivers:
                  - name: webhook
                    webhook_configs: [{url: "%s/alerts", send_resolved: true}]
                """.formatted(webhook.url());
    }

    private static String scrapes(
            Platform platform, int alertmanager, int blackbox, List<String> exporters, boolean quick) {
        String interval = quick ? "1s" : "15s";
        String probes = quick ? "1s" : "1m"; // as obs-ops probe has them
        String timeout = quick ? "1s" : "10s";
        StringBuilder services = new StringBuilder();
        StringBuilder probed = new StringBuilder();
        for (ServiceProcess service : platform.services()) {
            services.append("      - targets: [\"" + service.admin().getAuthority() + "\"]\n");
            probed.append("      - targets: [\"" + service.admin().resolve("/health")
                    + "\"]\n        labels: {service: " + service.name() + "}\n");
        }
        return """
                global: {scrape_interval: %1$s, scrape_timeout: %8$s, evaluation_interval: %1$s}
                rule_files: [rules/*.yml]
                alerting: {alertmanagers: [{static_configs: [{targets: ["127.0.0.1:%2$d"]}]}]}
                scrape_configs:
                  - job_name: obs
                    honor_labels: true
                    static_configs:
                %4$s  - job_name: blackbox
                    metrics_path: /probe
                    params: {module: [http_200]}
                    static_configs:
                %5$s    relabel_configs:
                      - {source_labels: [__address__], target_label: __param_target}
                      - {source_labels: [__param_target], target_label: instance}
                      - {target_label: __address__, replacement: "127.0.0.1:%3$d"}
                  - job_name: exporters
                    honor_labels: true
                    static_configs: [{targets: %6$s}]
                """.formatted(interval, alertmanager, blackbox, services, probed, exporters, probes, timeout);
    }

    String prometheus() {
        return prometheus;
    }

    List<Tool> tools() {
        return List.copyOf(tools);
    }

    /** @throws IOException where one of them has ended */
    void check() throws IOException {
        for (Tool tool : tools) {
            tool.check();
        }
    }

    @Override
    public void close() {
        tools.forEach(Tool::close);
    }
}
