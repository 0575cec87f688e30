package io.obs.ops.dashboard;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One panel while it is put together; for one thread. */
final class Panel {

    private final String type;
    private final String title;
    private final String unit;
    private final int width;
    private final int height;
    private final Map<String, Object> options;
    private final Map<String, Object> custom = new LinkedHashMap<>();
    private final Map<String, Object> defaults = new LinkedHashMap<>();
    private final List<Target> targets = new ArrayList<>();
    private final List<Map<String, Object>> links = new ArrayList<>();
    private String description = "";

    private Panel(String type, String title, String unit, int width, int height, Map<String, Object> options) {
        this.type = type;
        this.title = title;
        this.unit = unit;
        this.width = width;
        this.height = height;
        this.options = options;
    }

    /** A large figure, or one for each series; of {@linkplain Target#now instant} queries. */
    static Panel stat(String title, String unit, int width) {
        Map<String, Object> options = reduced();
        options.put("colorMode", "value");
        options.put("graphMode", "none");
        options.put("textMode", "auto");
        return new Panel("stat", title, unit, width, 5, options);
    }

    /** A bar for each series, from nothing to all; of {@linkplain Target#now instant} queries. */
    static Panel bars(String title, int width) {
        Map<String, Object> options = reduced();
        options.put("displayMode", "basic");
        options.put("orientation", "horizontal");
        return new Panel("bargauge", title, "percentunit", width, 8, options).between(0, 1);
    }

    /** Lines over time. */
    static Panel lines(String title, String unit, int width) {
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("legend", Map.of("displayMode", "list"));
        options.put("tooltip", Map.of("mode", "multi"));
        Panel panel = new Panel("timeseries", title, unit, width, 8, options);
        panel.custom.put("fillOpacity", 10);
        panel.custom.put("spanNulls", false);
        panel.defaults.put("min", 0);
        return panel;
    }

    /** A band for each series whose colour is its state. */
    static Panel states(String title, Colours codes, int width) {
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("mergeValues", true);
        options.put("showValue", "auto");
        return new Panel("state-timeline", title, "none", width, 8, options).coloured(codes);
    }

    /** Buckets over time: the darker, the more. */
    static Panel heatmap(String title, int width) {
        Map<String, Object> options = new LinkedHashMap<>();
        options.put("calculate", false);
        options.put("yAxis", Map.of("unit", "s"));
        options.put("color", Map.of("scheme", "Oranges"));
        options.put("exemplars", Map.of("color", "rgba(31,120,193,0.7)"));
        return new Panel("heatmap", title, "reqps", width, 9, options);
    }

    private static Map<String, Object> reduced() {
        Map<String, Object> options = new LinkedHashMap<>();
        Map<String, Object> reduce = new LinkedHashMap<>();
        reduce.put("calcs", List.of("lastNotNull"));
        reduce.put("fields", "");
        reduce.put("values", false);
        options.put("reduceOptions", reduce);
        return options;
    }

    Panel described(String text) {
        this.description = text;
        return this;
    }

    Panel query(Target target) {
        targets.add(target);
        return this;
    }

    /** What stands there where nothing was measured. */
    Panel without(String text) {
        defaults.put("noValue", text);
        return this;
    }

    Panel decimals(int places) {
        defaults.put("decimals", places);
        return this;
    }

    Panel between(int least, int most) {
        defaults.put("min", least);
        defaults.put("max", most);
        return this;
    }

    Panel coloured(Colours colours) {
        Map<String, Object> thresholds = new LinkedHashMap<>();
        thresholds.put("mode", "absolute");
        thresholds.put("steps", colours.steps());
        defaults.put("color", Map.of("mode", type.equals("timeseries") ? "palette-classic" : "thresholds"));
        defaults.put("thresholds", thresholds);
        defaults.put("mappings", colours.mappings());
        if (type.equals("timeseries")) {
            custom.put("thresholdsStyle", Map.of("mode", "dashed"));
        }
        return this;
    }

    Panel link(String text, String url) {
        Map<String, Object> link = new LinkedHashMap<>();
        link.put("title", text);
        link.put("url", url);
        link.put("targetBlank", true);
        links.add(link);
        return this;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /** As Grafana reads it. */
    Map<String, Object> fields(int id, int x, int y) {
        defaults.put("unit", unit);
        defaults.put("custom", custom);
        Map<String, Object> position = new LinkedHashMap<>();
        position.put("x", x);
        position.put("y", y);
        position.put("w", width);
        position.put("h", height);
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("defaults", defaults);
        config.put("overrides", List.of());
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("id", id);
        fields.put("type", type);
        fields.put("title", title);
        fields.put("description", description);
        fields.put("datasource", Board.DATASOURCE);
        fields.put("gridPos", position);
        fields.put("links", links);
        fields.put("fieldConfig", config);
        fields.put("options", options);
        List<Map<String, Object>> queries = new ArrayList<>();
        for (Target target : targets) {
            queries.add(target.fields(String.valueOf((char) ('A' + queries.size()))));
        }
        fields.put("targets", queries);
        return fields;
    }
}
