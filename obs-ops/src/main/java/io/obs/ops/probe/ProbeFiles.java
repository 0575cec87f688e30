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
    private final List<ProbeTarget> probes;
    private final List<ProbeTarget> targets;
    private final Map<String, String> labels;

    /**
     * @param exporter the blackbox exporter's host:port
     * @param probes the addresses that are asked
     * @param targets the admin endpoints' host:port
     * @param labels those of all of them
     */
    ProbeFiles(String exporter, List<ProbeTarget> probes, List<ProbeTarget> targets, Map<String, String> labels) {
        this.exporter = exporter;
        this.probes = probes;
        this.targets = targets;
        this.labels = labels;
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
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("targets", targets.stream().map(ProbeTarget::address).toList());
        if (!labels.isEmpty()) {
            all.put("labels", labels);
        }
        job.put("static_configs", List.of(all));
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
        for (ProbeTarget probe : probes) {
            Map<String, String> own = new LinkedHashMap<>();
            own.put("service", probe.service());
            own.putAll(labels);
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("targets", List.of(probe.address()));
            one.put("labels", own);
            statics.add(one);
        }
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
