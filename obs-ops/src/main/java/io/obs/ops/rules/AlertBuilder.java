package io.obs.ops.rules;

import io.obs.ops.rules.Rule.Alert;
import io.obs.ops.settings.Dashboard;
import io.obs.ops.settings.Settings;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Puts an alert together so that none lacks what every alert has: severity, summary, description, runbook, dashboard.
 *
 * <p>For one alert; not safe for use by several threads.
 */
public final class AlertBuilder {

    private final Settings settings;
    private final String name;
    private final Map<String, String> labels = new LinkedHashMap<>();
    private String expr = "";
    private String hold = "";
    private String summary = "";
    private String description = "";
    private String dashboard = "";
    private String runbook;

    public AlertBuilder(Settings settings, String name) {
        this.settings = settings;
        this.name = name;
        this.runbook = name;
    }

    public AlertBuilder severity(String severity) {
        labels.put("severity", severity);
        return this;
    }

    public AlertBuilder label(String label, String value) {
        labels.put(label, value);
        return this;
    }

    public AlertBuilder expr(String query) {
        this.expr = query;
        return this;
    }

    /** For how long it must be so. */
    public AlertBuilder hold(String duration) {
        this.hold = duration;
        return this;
    }

    public AlertBuilder summary(String template) {
        this.summary = template;
        return this;
    }

    public AlertBuilder description(String template) {
        this.description = template;
        return this;
    }

    /** The page of another name than the alert's. */
    public AlertBuilder runbook(String page) {
        this.runbook = page;
        return this;
    }

    /** The dashboard that shows it, with the alert's service chosen there. */
    public AlertBuilder dashboard(Dashboard shows, String... variables) {
        StringBuilder link = new StringBuilder(settings.dashboard(shows));
        char separator = '?';
        for (String variable : variables) {
            link.append(separator)
                    .append("var-")
                    .append(variable)
                    .append("={{ $labels.")
                    .append(variable)
                    .append(" | urlquery }}");
            separator = '&';
        }
        this.dashboard = link.toString();
        return this;
    }

    public Alert build() {
        Map<String, String> annotations = new LinkedHashMap<>();
        annotations.put("summary", summary);
        annotations.put("description", description);
        annotations.put("runbook_url", settings.runbook(runbook));
        annotations.put("dashboard_url", dashboard);
        if (expr.isEmpty() || !labels.containsKey("severity") || annotations.containsValue("")) {
            throw new IllegalStateException("alert " + name + " is not whole: " + labels + " " + annotations);
        }
        return new Alert(name, expr, hold, labels, annotations);
    }
}
