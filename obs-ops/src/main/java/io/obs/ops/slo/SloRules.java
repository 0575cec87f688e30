package io.obs.ops.slo;

import io.obs.catalog.Catalog;
import io.obs.ops.promql.Selector;
import io.obs.ops.rules.AlertBuilder;
import io.obs.ops.rules.Rule;
import io.obs.ops.rules.Rule.Recording;
import io.obs.ops.rules.RuleGroup;
import io.obs.ops.rules.Scope;
import io.obs.ops.runbooks.Runbooks;
import io.obs.ops.settings.Dashboard;
import io.obs.ops.settings.Settings;
import io.obs.ops.settings.Threshold;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The rules of one objective: how many requests were bad in each window, and alerts on how fast that burns the budget of its
 * days, mostly 30. A rate of 1 uses it up in exactly these; 14.4 uses two percent of it in an hour.
 *
 * <p>Ratios are quotients of sums over their whole window, never means of ratios: a quiet night does not weigh as a busy day.
 */
final class SloRules {

    private final Settings settings;
    private final Scope scope;
    private final Objective objective;
    private final Indicator indicator;
    private final Map<String, String> labels = new LinkedHashMap<>();

    SloRules(Settings settings, Objective objective) {
        this.settings = settings;
        this.scope = new Scope(settings);
        this.objective = objective;
        this.indicator = objective.indicator();
        labels.put("service", objective.service());
        labels.put("slo", objective.name());
    }

    RuleGroup group() {
        List<Rule> rules = new ArrayList<>();
        for (String window : SloSeries.WINDOWS.keySet()) {
            rules.add(record(SloSeries.requests(window), total(window)));
            rules.add(record(SloSeries.bad(window), bad(window)));
            rules.add(record(
                    SloSeries.ratio(window),
                    mine(SloSeries.bad(window)) + " / (" + mine(SloSeries.requests(window)) + " > 0)"));
        }
        String days = "[" + objective.days() + "d])";
        rules.add(record(
                SloSeries.BUDGET_REMAINING,
                "1 - sum_over_time(" + mine(SloSeries.bad("5m")) + days + "\n  / (sum_over_time("
                        + mine(SloSeries.requests("5m")) + days + " > 0)\n  / " + budget(1)));
        rules.add(fast());
        rules.add(slow());
        rules.add(absent());
        return new RuleGroup("obs-slo-" + objective.service() + "-" + objective.name(), "30s", rules);
    }

    private Rule fast() {
        return alert("SloBurnsFast", "critical")
                .hold("2m")
                .expr(burns("1h", "5m", 14.4) + "\nor\n" + burns("6h", "30m", 6))
                .summary("{{ $labels.service }} burns its error budget fast: {{ $labels.slo }}")
                .description("{{ $value | humanizePercentage }} of " + counted() + " are bad; the objective is "
                        + objective.told() + ". At this rate the budget of " + objective.days()
                        + " days is gone in five days or less.")
                .build();
    }

    private Rule slow() {
        return alert("SloBurnsSlowly", "warning")
                .hold("15m")
                .expr(burns("1d", "2h", 3) + "\nor\n" + burns("3d", "6h", 1))
                .summary("{{ $labels.service }} burns its error budget: {{ $labels.slo }}")
                .description("{{ $value | humanizePercentage }} of " + counted() + " are bad; the objective is "
                        + objective.told() + ". At this rate the budget does not last for " + objective.days()
                        + " days.")
                .build();
    }

    private Rule absent() {
        return alert("SloNotMeasured", "warning")
                .hold("15m")
                .expr("absent(" + SloSeries.bad("5m") + "{service=" + Selector.quoted(objective.service()) + ",slo="
                        + Selector.quoted(objective.name()) + "})")
                .summary("Nothing is known of {{ $labels.service }}'s objective {{ $labels.slo }}")
                .description("For 15 minutes Prometheus has seen nothing that this is counted from: " + objective.told()
                        + ". The service is not scraped, has no such route, or has no such bucket.")
                .build();
    }

    private String counted() {
        return indicator.total().spec().group().equals(Catalog.HTTP_REQUESTS.group()) ? "the requests" : "the events";
    }

    private AlertBuilder alert(String name, String severity) {
        return new AlertBuilder(settings, name)
                .severity(severity)
                .runbook(Runbooks.SLO)
                .label("service", objective.service())
                .label("slo", objective.name())
                .dashboard(Dashboard.SLA, "service");
    }

    /** The long window tells that it matters, the short one that it goes on; a handful of bad requests is no reason. */
    private String burns(String window, String recent, double rate) {
        String least = BigDecimal.valueOf(settings.threshold(Threshold.MINIMUM_ERRORS))
                .subtract(new BigDecimal("0.5"))
                .stripTrailingZeros()
                .toPlainString();
        return "(" + mine(SloSeries.ratio(window)) + " > " + budget(rate) + "\n  and " + mine(SloSeries.ratio(recent))
                + " > " + budget(rate) + "\n  and " + mine(SloSeries.bad(window)) + " * "
                + SloSeries.WINDOWS.get(window) + " > "
                + least + ")";
    }

    private String budget(double rate) {
        return objective
                .budget()
                .multiply(BigDecimal.valueOf(rate))
                .stripTrailingZeros()
                .toPlainString();
    }

    private String total(String window) {
        return sum(indicator.total().selector(this::mine), window);
    }

    private String bad(String window) {
        String total = mine(SloSeries.requests(window));
        String none = "\nor on (" + scope.with("service") + ") 0 * " + total;
        Selector part = indicator.part().selector(this::mine);
        Double seconds = indicator.within();
        if (seconds != null) {
            return allBut(sum(within(part, seconds), window), total);
        }
        return indicator.partIsGood() ? allBut("(" + sum(part, window) + none + ")", total) : sum(part, window) + none;
    }

    private String allBut(String good, String total) {
        return "clamp_min(" + total + " - on (" + scope.with("service") + ") " + good + ", 0)";
    }

    /** A whole number of seconds is {@code 1.0} in one format of the scrape, and {@code 1} in another. */
    private static Selector within(Selector bucket, double seconds) {
        String bound =
                new BigDecimal(String.valueOf(seconds)).stripTrailingZeros().toPlainString();
        return bound.contains(".") ? bucket.where("le", "=", bound) : bucket.where("le", "=~", bound + "([.]0)?");
    }

    private Selector mine(Selector selector) {
        return selector.where("service", "=", objective.service())
                .in("job", settings.jobs())
                .in("namespace", settings.namespaces());
    }

    private String sum(Selector selector, String window) {
        return "sum by (" + scope.with("service") + ") (rate(" + selector + "[" + window + "]))";
    }

    private String mine(String series) {
        String slo =
                "{service=" + Selector.quoted(objective.service()) + ",slo=" + Selector.quoted(objective.name()) + "}";
        return series + slo;
    }

    private Recording record(String name, String expr) {
        return new Recording(name, expr, labels);
    }
}
