package io.obs.ops.dashboard;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One query of a panel.
 *
 * @param expr PromQL, with Grafana's variables
 * @param legend how its series are named, a template of Grafana's
 * @param format {@code time_series} or {@code heatmap}
 * @param instant whether only the value at the end of the range counts
 * @param exemplars whether the exemplars of its series are shown, which lead to traces
 */
record Target(String expr, String legend, String format, boolean instant, boolean exemplars) {

    /** A line over time. */
    static Target of(String expr, String legend) {
        return new Target(expr, legend, "time_series", false, false);
    }

    /** The value at the end of the range, and none where there is none then: what was before is never shown as what is. */
    static Target now(String expr, String legend) {
        return new Target(expr, legend, "time_series", true, false);
    }

    /** One value for the range that is chosen. */
    static Target ofRange(String expr, String legend) {
        return now(expr, legend);
    }

    /** The buckets of a histogram. */
    static Target ofBuckets(String expr) {
        return new Target(expr, "{{le}}", "heatmap", false, true);
    }

    /** The same with exemplars. */
    Target withExemplars() {
        return new Target(expr, legend, format, instant, true);
    }

    Map<String, Object> fields(String refId) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("refId", refId);
        fields.put("datasource", Board.DATASOURCE);
        fields.put("editorMode", "code");
        fields.put("expr", expr);
        fields.put("legendFormat", legend);
        fields.put("format", format);
        fields.put("instant", instant);
        fields.put("range", !instant);
        fields.put("exemplar", exemplars);
        return fields;
    }
}
