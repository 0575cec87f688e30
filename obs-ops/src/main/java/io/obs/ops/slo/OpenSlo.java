package io.obs.ops.slo;

import io.obs.ops.yaml.YamlFields;
import io.obs.slo.Slo;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the objectives of OpenSLO documents: SLOs, and the SLIs that they refer to. What no rule can be made of is a fault, so that
 * nobody believes it to be watched; only what describes (descriptions, labels, annotations) is passed over.
 *
 * @see <a href="https://github.com/OpenSLO/OpenSLO">the specification</a>
 */
final class OpenSlo {

    private static final String VERSION = "openslo/v1";
    private static final Set<String> TOP = Set.of("apiVersion", "kind", "metadata", "spec");
    private static final Set<String> METADATA = Set.of("name", "displayName", "labels", "annotations");
    private static final Set<String> SPEC = Set.of(
            "description",
            "service",
            "indicator",
            "indicatorRef",
            "timeWindow",
            "budgetingMethod",
            "objectives",
            "alertPolicies");
    private static final Set<String> OBJECTIVE = Set.of("displayName", "op", "value", "target", "targetPercent");
    private static final Map<String, Integer> WINDOWS =
            Map.of("28d", 28, "4w", 28, "672h", 28, "30d", Objective.DAYS, "720h", Objective.DAYS);

    private final List<YamlFields> documents;
    private final SloFile objectives;
    private final Map<String, YamlFields> indicators = new HashMap<>();
    private final Set<String> used = new HashSet<>();

    OpenSlo(List<YamlFields> documents, SloFile objectives) {
        this.documents = documents;
        this.objectives = objectives;
    }

    void read() {
        List<YamlFields> mine = documents.stream().filter(OpenSlo::isMine).toList();
        for (YamlFields document : mine) {
            if (isKind(document, "SLI")) {
                String name = metadata(document).requiredText("name");
                if (indicators.put(name, document) != null) {
                    document.fault("metadata", "names a second SLI " + name);
                }
            }
        }
        mine.stream().filter(document -> isKind(document, "SLO")).forEach(this::slo);
        indicators.forEach((name, document) -> {
            if (!used.contains(name)) {
                document.fault("kind", "SLI " + name + " makes no rules: no SLO refers to it");
            }
        });
    }

    private static boolean isMine(YamlFields document) {
        document.only(TOP);
        String version = document.requiredText("apiVersion");
        if (!version.isEmpty() && !version.equals(VERSION)) {
            document.fault("apiVersion", "\"" + version + "\" is not allowed; allowed: " + VERSION);
            return false;
        }
        String kind = document.requiredText("kind");
        if (!kind.isEmpty() && !Set.of("SLO", "SLI").contains(kind)) {
            document.fault("kind", "\"" + kind + "\" makes no rules; allowed: SLO, SLI");
        }
        return true;
    }

    private static boolean isKind(YamlFields document, String kind) {
        return kind.equals(document.text("kind"));
    }

    private static YamlFields metadata(YamlFields document) {
        return document.requiredChild("metadata", METADATA);
    }

    private void slo(YamlFields document) {
        YamlFields metadata = metadata(document);
        String name = metadata.requiredText("name");
        YamlFields spec = document.requiredChild("spec", SPEC);
        String service = spec.requiredText("service");
        if (!spec.isEmpty("alertPolicies")) {
            spec.fault("alertPolicies", "are not kept: the alerts on how fast the budget burns are obs-ops' own");
        }
        String method = spec.requiredText("budgetingMethod");
        if (!method.isEmpty() && !method.equals("Occurrences")) {
            spec.fault("budgetingMethod", "\"" + method + "\" is not allowed; allowed: Occurrences");
        }
        int days = days(spec);
        YamlFields indicator = indicator(spec);
        List<YamlFields> given = spec.children("objectives", OBJECTIVE);
        if (given.isEmpty()) {
            spec.fault("objectives", "has none");
        }
        String shown = metadata.text("displayName");
        for (YamlFields fields : given) {
            Double percent = percent(fields);
            Indicator counted = indicator == null ? null : new OpenSloIndicator(service, fields).of(indicator);
            if (percent != null && counted != null) {
                String own = given.size() == 1 ? name : name + "-" + (given.indexOf(fields) + 1);
                String told = fields.text("displayName");
                told = told != null ? told : shown != null ? shown : name;
                add(fields, new Objective(service, own, told, BigDecimal.valueOf(percent), days, counted));
            }
        }
    }

    /** What can be said as an objective of HTTP requests has the same words as one. */
    private void add(YamlFields fields, Objective objective) {
        double percent = objective.percent().doubleValue();
        try {
            Slo slo = objective.indicator().slo(percent);
            String told = objective.percent().toPlainString() + " % of " + objective.told();
            if (slo == null && told.contains("{{")) {
                fields.fault("displayName", "has {{, which Prometheus takes for a template");
            }
            objectives.add(
                    fields,
                    slo != null
                            ? Objective.of(objective.service(), objective.name(), slo, objective.days())
                            : new Objective(
                                    objective.service(),
                                    objective.name(),
                                    told,
                                    objective.percent(),
                                    objective.days(),
                                    objective.indicator()));
        } catch (IllegalArgumentException e) {
            fields.fault("target", "is of an objective that can't be: " + e.getMessage());
        }
    }

    private @Nullable YamlFields indicator(YamlFields spec) {
        String name = spec.text("indicatorRef");
        if ((name == null) == !spec.has("indicator")) {
            spec.fault("indicator", "or indicatorRef, one of the two, must be there");
            return null;
        }
        if (name == null) {
            YamlFields inline = spec.requiredChild("indicator", Set.of("metadata", "spec"));
            metadata(inline);
            return inline;
        }
        YamlFields found = indicators.get(name);
        if (found == null) {
            spec.fault("indicatorRef", "\"" + name + "\" is the name of no SLI in these files");
        }
        used.add(name);
        return found;
    }

    private static int days(YamlFields spec) {
        List<YamlFields> windows = spec.children("timeWindow", Set.of("duration", "isRolling", "calendar"));
        if (windows.size() != 1) {
            spec.fault("timeWindow", "must have one window, and has " + windows.size());
            return Objective.DAYS;
        }
        YamlFields window = windows.get(0);
        if (window.has("calendar")) {
            window.fault("calendar", "makes no rules: the window must be rolling");
        }
        String rolling = window.requiredText("isRolling");
        if (!rolling.isEmpty() && !rolling.equals("true")) {
            window.fault("isRolling", "\"" + rolling + "\" is not allowed; allowed: true");
        }
        String duration = window.requiredText("duration");
        Integer days = WINDOWS.get(duration);
        if (days == null && !duration.isEmpty()) {
            window.fault("duration", "\"" + duration + "\" is not allowed; allowed: 28d or 30d");
        }
        return days == null ? Objective.DAYS : days;
    }

    private static @Nullable Double percent(YamlFields fields) {
        boolean share = fields.has("target");
        if (share == fields.has("targetPercent")) {
            fields.fault("target", "or targetPercent, one of the two, must be there");
            return null;
        }
        Double given = fields.number(share ? "target" : "targetPercent", 0, share ? 1 : 100);
        if (given == null) {
            return null;
        }
        double percent = share ? BigDecimal.valueOf(given).movePointRight(2).doubleValue() : given;
        if (!(percent > 0 && percent < 100)) {
            fields.fault(share ? "target" : "targetPercent", "leaves no budget or asks for nothing");
            return null;
        }
        return percent;
    }
}
