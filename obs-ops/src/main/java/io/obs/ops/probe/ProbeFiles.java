package io.obs.ops.probe;

import io.obs.ops.cli.GeneratedFile;
import io.obs.ops.yaml.YamlText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is probed and scraped, as the blackbox exporter and Prometheus are told. */
final class ProbeFiles {

    private static final String HEADER = "# Made by obs-ops: change its options and run it again, not this file.\n";

    private final String exporter;
    private final Map<String, String> probes;
    private final Map<String, String> targets;

    /**
     * @param exporter the blackbox exporter's host:port
     * @param probes the address that is asked, by the service it belongs to
     * @param targets the admin endpoint's host:port, by service
     */
    ProbeFiles(String exporter, Map<String, String> probes, Map<String, String> targets) {
        this.exporter = exporter;
        this.probes = probes;
        this.targets = targets;
    }

    List<GeneratedFile> files() {
        List<Object> jobs = new ArrayList<>();
        if (!targets.isEmpty()) {
            jobs.add(services());
        }
        if (!probes.isEmpty()) {
            jobs.add(blackbox());
        }
        return List.of(
                new GeneratedFile("probe/blackbox.yml", HEADER + YamlText.of(Map.of("modules", modules()))),
                new GeneratedFile("probe/prometheus.yml", HEADER + YamlText.of(Map.of("scrape_configs", jobs))));
    }

    /** An answer with status 200 within five seconds, and nothing else, is up. */
    private static Map<String, Object> modules() {
        Map<String, Object> http = new LinkedHashMap<>();
        http.put("valid_status_codes", List.of(200));
        http.put("method", "GET");
        http.put("follow_redirects", false);
        http.put("preferred_ip_protocol", "ip4");
        Map<String, Object> module = new LinkedHashMap<>();
        module.put("prober", "http");
        module.put("timeout", "5s");
        module.put("http", http);
        return Map.of("http_200", module);
    }

    /** Our labels go before the target's: else {@code service} would become {@code exported_service}. */
    private Map<String, Object> services() {
        Map<String, Object> job = new LinkedHashMap<>();
        job.put("job_name", "obs");
        job.put("honor_labels", true);
        job.put("scrape_interval", "15s");
        job.put("static_configs", List.of(Map.of("targets", List.copyOf(targets.values()))));
        return job;
    }

    private Map<String, Object> blackbox() {
        Map<String, Object> job = new LinkedHashMap<>();
        job.put("job_name", "blackbox");
        job.put("metrics_path", "/probe");
        job.put("params", Map.of("module", List.of("http_200")));
        job.put("scrape_interval", "1m");
        job.put("scrape_timeout", "10s");
        List<Object> statics = new ArrayList<>();
        probes.forEach((service, url) -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("targets", List.of(url));
            one.put("labels", Map.of("service", service));
            statics.add(one);
        });
        job.put("static_configs", statics);
        job.put(
                "relabel_configs",
                List.of(
                        relabel(List.of("__address__"), "__param_target"),
                        relabel(List.of("__param_target"), "instance"),
                        address()));
        return job;
    }

    private static Map<String, Object> relabel(List<String> source, String target) {
        Map<String, Object> relabel = new LinkedHashMap<>();
        relabel.put("source_labels", source);
        relabel.put("target_label", target);
        return relabel;
    }

    private Map<String, Object> address() {
        Map<String, Object> relabel = new LinkedHashMap<>();
        relabel.put("target_label", "__address__");
        relabel.put("replacement", exporter);
        return relabel;
    }
}
