package io.obs.ops.dashboard;

import io.obs.ops.cli.GeneratedFile;
import io.obs.ops.yaml.YamlText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The files by which Grafana finds the dashboards, the metrics and the traces; an exemplar's trace_id leads to the latter. */
final class Provisioning {

    private static final String METRICS = "obs-prometheus";
    private static final String TRACES = "obs-jaeger";

    private Provisioning() {}

    static List<GeneratedFile> files(String prometheus, String jaeger, String directory, String scrapeInterval) {
        return List.of(
                file("dashboards.yaml", "providers", List.of(provider(directory))),
                file("datasources.yaml", "datasources", List.of(metrics(prometheus, scrapeInterval), traces(jaeger))));
    }

    private static GeneratedFile file(String name, String key, List<Map<String, Object>> entries) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("apiVersion", 1);
        fields.put(key, entries);
        return new GeneratedFile("dashboards/" + name, YamlText.of(fields));
    }

    private static Map<String, Object> provider(String directory) {
        Map<String, Object> provider = new LinkedHashMap<>();
        provider.put("name", "obs");
        provider.put("folder", "obs");
        provider.put("type", "file");
        provider.put("updateIntervalSeconds", 30);
        provider.put("options", Map.of("path", directory));
        return provider;
    }

    private static Map<String, Object> metrics(String url, String scrapeInterval) {
        Map<String, Object> exemplars = new LinkedHashMap<>();
        exemplars.put("name", "trace_id");
        exemplars.put("datasourceUid", TRACES);
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("httpMethod", "POST");
        json.put("timeInterval", scrapeInterval); // Grafana takes no rate over less than four of them
        json.put("exemplarTraceIdDestinations", List.of(exemplars));
        Map<String, Object> source = source("Prometheus", METRICS, "prometheus", url);
        source.put("isDefault", true);
        source.put("jsonData", json);
        return source;
    }

    private static Map<String, Object> traces(String url) {
        return source("Jaeger", TRACES, "jaeger", url);
    }

    private static Map<String, Object> source(String name, String uid, String type, String url) {
        Map<String, Object> source = new LinkedHashMap<>();
        source.put("name", name);
        source.put("uid", uid);
        source.put("type", type);
        source.put("access", "proxy");
        source.put("url", url);
        return source;
    }
}
