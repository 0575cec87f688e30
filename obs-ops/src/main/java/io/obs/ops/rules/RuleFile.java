package io.obs.ops.rules;

import io.obs.ops.cli.GeneratedFile;
import io.obs.ops.yaml.YamlText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Groups of rules as the files that Prometheus, or the Prometheus operator of a Kubernetes cluster, reads. */
public final class RuleFile {

    private static final String HEADER = "# Made by obs-ops: change its settings and run it again, not this file.\n";

    private RuleFile() {}

    /** A rule file of Prometheus. */
    public static GeneratedFile plain(String path, List<RuleGroup> groups) {
        return new GeneratedFile(path, HEADER + YamlText.of(spec(groups)));
    }

    /** A PrometheusRule object. Its labels must match the operator's {@code ruleSelector}. */
    public static GeneratedFile kubernetes(String path, String name, List<RuleGroup> groups) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("name", name);
        metadata.put("labels", Map.of("app.kubernetes.io/part-of", "obs"));
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("apiVersion", "monitoring.coreos.com/v1");
        object.put("kind", "PrometheusRule");
        object.put("metadata", metadata);
        object.put("spec", spec(groups));
        return new GeneratedFile(path, HEADER + YamlText.of(object));
    }

    private static Map<String, Object> spec(List<RuleGroup> groups) {
        return Map.of("groups", groups.stream().map(RuleGroup::fields).toList());
    }
}
