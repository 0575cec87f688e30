package io.obs.ops.rules;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Rules that are evaluated one after the other, so that later ones see what earlier ones recorded.
 *
 * @param name unique among the files that a Prometheus loads
 * @param interval how often, as Prometheus writes it
 * @param rules in their order
 */
public record RuleGroup(String name, String interval, List<Rule> rules) {

    public RuleGroup {
        rules = List.copyOf(rules);
    }

    Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", name);
        fields.put("interval", interval);
        fields.put("rules", rules.stream().map(Rule::fields).toList());
        return fields;
    }
}
