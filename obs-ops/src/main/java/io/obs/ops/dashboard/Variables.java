package io.obs.ops.dashboard;

import io.obs.ops.promql.Selector;
import io.obs.ops.rules.Recorded;
import io.obs.ops.settings.Settings;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is chosen at the top of a dashboard: where the metrics and traces are, and which services are shown. */
final class Variables {

    private Variables() {}

    /** Any number of services, at first all. */
    static List<Map<String, Object>> ofMany(Settings settings) {
        Map<String, Object> service = service(settings, true);
        service.put("allValue", ".+");
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("text", List.of("All"));
        all.put("value", List.of("$__all"));
        service.put("current", all);
        return List.of(source("datasource", "Metrics", "prometheus"), source("traces", "Traces", "jaeger"), service);
    }

    /** One service, at first the first. */
    static List<Map<String, Object>> ofOne(Settings settings) {
        return List.of(
                source("datasource", "Metrics", "prometheus"),
                source("traces", "Traces", "jaeger"),
                service(settings, false));
    }

    /** The last traces of the chosen service, in Grafana's Explore. */
    static Map<String, Object> tracesLink() {
        String panes = "{\"traces\":{\"datasource\":\"TRACES\",\"queries\":[{\"refId\":\"A\",\"queryType\":\"search\","
                + "\"service\":\"SERVICE\"}],\"range\":{\"from\":\"now-1h\",\"to\":\"now\"}}}";
        String encoded = URLEncoder.encode(panes, StandardCharsets.UTF_8)
                .replace("TRACES", "${traces}")
                .replace("SERVICE", "${service}");
        Map<String, Object> link = new LinkedHashMap<>();
        link.put("type", "link");
        link.put("title", "Traces");
        link.put("icon", "external link");
        link.put("url", "/explore?schemaVersion=1&orgId=1&panes=" + encoded);
        link.put("targetBlank", true);
        return link;
    }

    private static Map<String, Object> source(String name, String label, String type) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", name);
        fields.put("label", label);
        fields.put("type", "datasource");
        fields.put("query", type);
        fields.put("refresh", 1);
        fields.put("multi", false);
        fields.put("includeAll", false);
        fields.put("current", Map.of());
        return fields;
    }

    private static Map<String, Object> service(Settings settings, boolean many) {
        String query = "label_values(" + Recorded.TARGET + ", service)";
        Map<String, Object> ask = new LinkedHashMap<>();
        ask.put("query", query);
        ask.put("refId", "services");
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", "service");
        fields.put("label", "Service");
        fields.put("type", "query");
        fields.put("datasource", Board.DATASOURCE);
        fields.put("definition", query);
        fields.put("query", ask);
        fields.put("regex", settings.services().isEmpty() ? "" : "/^(" + Selector.anyOf(settings.services()) + ")$/");
        fields.put("refresh", 2);
        fields.put("sort", 1);
        fields.put("multi", many);
        fields.put("includeAll", many);
        fields.put("current", Map.of());
        return fields;
    }
}
