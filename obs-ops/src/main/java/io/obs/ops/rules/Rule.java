package io.obs.ops.rules;

import java.util.LinkedHashMap;
import java.util.Map;

/** One rule of a Prometheus rule file. */
public interface Rule {

    /** The query. */
    String expr();

    /** The rule as the fields of a rule file, in their usual order. */
    Map<String, Object> fields();

    /**
     * A rule that records a series.
     *
     * @param record the series' name
     * @param expr the query
     * @param labels what it adds to the series' labels
     */
    record Recording(String record, String expr, Map<String, String> labels) implements Rule {
        @Override
        public Map<String, Object> fields() {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("record", record);
            fields.put("expr", expr);
            if (!labels.isEmpty()) {
                fields.put("labels", labels);
            }
            return fields;
        }
    }

    /**
     * A rule that alerts.
     *
     * @param name the alert's name
     * @param expr the query, whose every series is an alert
     * @param hold for how long it must be so, as Prometheus writes it; empty: at once
     * @param labels what it adds to the alert's labels, {@code severity} among them
     * @param annotations what people read, as templates
     */
    record Alert(String name, String expr, String hold, Map<String, String> labels, Map<String, String> annotations)
            implements Rule {
        @Override
        public Map<String, Object> fields() {
            Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("alert", name);
            fields.put("expr", expr);
            if (!hold.isEmpty()) {
                fields.put("for", hold);
            }
            fields.put("labels", labels);
            fields.put("annotations", annotations);
            return fields;
        }

        /** How urgent it is: critical, warning or info. */
        public String severity() {
            return labels.getOrDefault("severity", "");
        }
    }
}
