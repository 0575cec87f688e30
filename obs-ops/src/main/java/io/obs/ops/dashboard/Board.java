package io.obs.ops.dashboard;

import io.obs.ops.cli.GeneratedFile;
import io.obs.ops.settings.Dashboard;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A dashboard: its panels from left to right, row by row.
 *
 * @param dashboard which one
 * @param from the beginning of the range it opens with, in Grafana's words
 * @param variables chosen at its top
 * @param links at its top, beside those to the other dashboards
 * @param panels in their order
 */
record Board(
        Dashboard dashboard,
        String from,
        List<Map<String, Object>> variables,
        List<Map<String, Object>> links,
        List<Panel> panels) {

    /** Whichever data source is chosen at the top. */
    static final Map<String, Object> DATASOURCE = datasource();

    /** What every dashboard of ours is tagged with, so that they find each other. */
    static final String TAG = "obs";

    private static final int COLUMNS = 24;

    GeneratedFile file() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("uid", dashboard.uid());
        fields.put("title", dashboard.title());
        fields.put("description", "Made by obs-ops: change its settings and run it again, not this file.");
        fields.put("tags", List.of(TAG));
        fields.put("schemaVersion", 39);
        fields.put("version", 1);
        fields.put("editable", true);
        fields.put("graphTooltip", 1);
        fields.put("timezone", "browser");
        fields.put("refresh", "30s");
        Map<String, Object> range = new LinkedHashMap<>();
        range.put("from", from);
        range.put("to", "now");
        fields.put("time", range);
        fields.put("annotations", Map.of("list", List.of()));
        fields.put("templating", Map.of("list", variables));
        List<Map<String, Object>> all = new ArrayList<>();
        all.add(others());
        all.addAll(links);
        fields.put("links", all);
        fields.put("panels", placed());
        return new GeneratedFile("dashboards/" + dashboard.uid() + ".json", JsonText.of(fields));
    }

    private List<Map<String, Object>> placed() {
        List<Map<String, Object>> placed = new ArrayList<>();
        int x = 0;
        int y = 0;
        int row = 0;
        for (Panel panel : panels) {
            if (x + panel.width() > COLUMNS) {
                x = 0;
                y += row;
                row = 0;
            }
            placed.add(panel.fields(placed.size() + 1, x, y));
            x += panel.width();
            row = Math.max(row, panel.height());
        }
        return placed;
    }

    private static Map<String, Object> others() {
        Map<String, Object> link = new LinkedHashMap<>();
        link.put("type", "dashboards");
        link.put("title", "obs");
        link.put("tags", List.of(TAG));
        link.put("asDropdown", false);
        link.put("includeVars", true);
        link.put("keepTime", true);
        return link;
    }

    private static Map<String, Object> datasource() {
        Map<String, Object> source = new LinkedHashMap<>();
        source.put("type", "prometheus");
        source.put("uid", "${datasource}");
        return source;
    }
}
