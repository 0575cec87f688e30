package io.obs.ops.dashboard;

import io.obs.catalog.Catalog;
import io.obs.ops.promql.Foreign;
import io.obs.ops.settings.Dashboard;
import io.obs.ops.settings.Settings;
import io.obs.ops.slo.SloSeries;
import java.math.BigDecimal;
import java.util.List;

/**
 * What was promised and what was kept, over the range that is chosen. Time and requests are two measures: never mixed into
 * one figure.
 */
final class SlaBoard {

    private static final String OBJECTIVE = "{{service}} {{slo}}";
    private static final String MINUTES = "[$__range:1m]";

    private final Settings settings;
    private final Queries queries;
    private final double slo;

    /**
     * @param slo from 0 to 1, for example 0.999
     */
    SlaBoard(Settings settings, double slo) {
        this.settings = settings;
        this.queries = new Queries(settings);
        this.slo = slo;
    }

    Board board() {
        return new Board(
                Dashboard.SLA,
                "now-30d",
                Variables.ofMany(settings),
                List.of(),
                List.of(uptime(), budget(), recovery(), deployments(), incidents(), remaining(), bad()));
    }

    private Panel uptime() {
        return Panel.stat("Uptime", "percentunit", 12)
                .described(
                        "The share of the probe's samples that were up, and the share of requests not answered with 5xx."
                                + " Where there are no samples, time counts neither as up nor as down. Target: "
                                + plain(slo * 100) + " %.")
                .decimals(3)
                .without("not measured")
                .coloured(Colours.from("red").then(slo, "green"))
                .query(Target.ofRange(upShare(), "{{service}} by time"))
                .query(Target.ofRange("1 - " + failedShare(), "{{service}} by requests"))
                .link("Runbook: ServiceDown", settings.runbook("ServiceDown"));
    }

    private Panel budget() {
        String allowed = " / " + plain(1 - slo);
        return Panel.stat("Error Budget Used", "percentunit", 12)
                .described("Of what the target allows to fail in the range that is chosen: 100 % is all of it.")
                .decimals(1)
                .without("not measured")
                .coloured(Colours.from("green").then(0.5, "yellow").then(1, "red"))
                .query(Target.ofRange("(1 - " + upShare() + ")" + allowed, "{{service}} by time"))
                .query(Target.ofRange(failedShare() + allowed, "{{service}} by requests"))
                .link("Runbook: SloErrorBudgetBurn", settings.runbook("SloErrorBudgetBurn"));
    }

    private Panel recovery() {
        String probe = queries.max(queries.gauge(Catalog.PROBE_SUCCESS), "service");
        return Panel.stat("MTTR", "s", 8)
                .described(
                        "The probe's minutes that were down, by how often it went down. The monthly report is exact, and"
                                + " knows the incident log.")
                .without("no outage")
                .coloured(Colours.NONE)
                .query(Target.ofRange(
                        "60 * sum_over_time((1 - " + probe + ")" + MINUTES + ") / (resets(" + probe + MINUTES
                                + ") > 0)",
                        "{{service}}"))
                .link("Runbook: ServiceDown", settings.runbook("ServiceDown"));
    }

    private Panel deployments() {
        return Panel.stat("Failed Deployments", "short", 8)
                .described("Deployments that were marked as failed.")
                .decimals(0)
                .without("none marked")
                .coloured(Colours.from("green").then(1, "red"))
                .query(Target.ofRange(
                        queries.sum(
                                "round("
                                        + queries.counter(
                                                Catalog.DEPLOYMENTS, "increase(%s[$__range])", "status", "=", "failure")
                                        + ")",
                                "service"),
                        "{{service}}"));
    }

    /** Each minute in which a critical alert of a service fires and none did in the minute before begins one. */
    private Panel incidents() {
        String service = queries.with("service");
        String firing = queries.of(Foreign.ALERTS)
                .where("alertstate", "=", "firing")
                .where("severity", "=", "critical")
                .where("service", "=~", "$service")
                .toString();
        String group = "group by (" + service + ") (";
        return Panel.stat("Incidents", "short", 8)
                .described("How often a critical alert of a service began to fire while none did.")
                .decimals(0)
                .without("0")
                .coloured(Colours.from("green").then(1, "red"))
                .query(Target.ofRange(
                        "sum_over_time((" + group + firing + ") unless on (" + service + ") " + group + firing
                                + " offset 1m))" + MINUTES + ")",
                        "{{service}}"));
    }

    private Panel remaining() {
        return Panel.stat("Objectives' Budget Left", "percentunit", 12)
                .described(
                        "Of the error budget of each declared objective, over the days that it is for, whatever range is"
                                + " chosen: below 0 more than all of it is used.")
                .decimals(1)
                .without("no objectives")
                .coloured(Colours.from("red").then(0, "yellow").then(0.5, "green"))
                .query(Target.now(Queries.chosen(SloSeries.BUDGET_REMAINING), OBJECTIVE))
                .link("Runbook: SloErrorBudgetBurn", settings.runbook("SloErrorBudgetBurn"));
    }

    private Panel bad() {
        return Panel.lines("Objectives' Bad Requests", "percentunit", 12)
                .described(
                        "The share of the requests an objective counts that were bad, in the hour before each point.")
                .without("no objectives, or no traffic")
                .coloured(Colours.NONE)
                .query(Target.of(Queries.chosen(SloSeries.ratio("1h")), OBJECTIVE))
                .link("Runbook: SloErrorBudgetBurn", settings.runbook("SloErrorBudgetBurn"));
    }

    /** From sums, so that each sample weighs the same, whichever probe took it. */
    private String upShare() {
        String up = queries.sum(queries.counter(Catalog.PROBE_SUCCESS, "sum_over_time(%s[$__range])"), "service");
        String all = queries.sum(queries.counter(Catalog.PROBE_SUCCESS, "count_over_time(%s[$__range])"), "service");
        return up + " / " + all;
    }

    private String failedShare() {
        String increase = "increase(%s[$__range])";
        String failed = queries.sum(queries.counter(Catalog.HTTP_REQUESTS, increase, "status", "=~", "5.."), "service");
        String all = queries.sum(queries.counter(Catalog.HTTP_REQUESTS, increase), "service");
        return Queries.share(failed, all);
    }

    /** Without what binary fractions add. */
    private static String plain(double number) {
        return BigDecimal.valueOf(number)
                .setScale(9, java.math.RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }
}
