package io.obs.ops.report;

import io.obs.ops.incident.Incident;
import java.util.ArrayList;
import java.util.List;

/** The sentences that all the formats for people share. */
final class Summary {

    private Summary() {}

    static String title(Report report) {
        return report.service() + ", " + report.now().month().month() + " ("
                + report.now().month().zone() + ")";
    }

    static String incident(Incident incident) {
        return incident.title() + " (" + Format.shortTime(incident.duration()) + ", " + incident.resolution() + ")";
    }

    /** One sentence for each kind of budget. */
    static List<String> budgets(Report report) {
        List<String> budgets = new ArrayList<>();
        budgets.add("by time: "
                + report.timeBudget().map(budget -> budget(budget, "min")).orElse(Format.NONE));
        budgets.add("by requests: "
                + report.requestBudget()
                        .map(budget -> budget(budget, "failed requests"))
                        .orElse(Format.NONE));
        return budgets;
    }

    static String slo(Report report) {
        return new java.math.BigDecimal(report.slo() * 100)
                        .setScale(6, java.math.RoundingMode.HALF_UP)
                        .stripTrailingZeros()
                        .toPlainString()
                + "%";
    }

    private static String budget(ErrorBudget budget, String unit) {
        return Format.decimal(budget.allowed()) + " " + unit + " allowed, " + Format.decimal(budget.used()) + " used ("
                + Format.decimal(budget.usedShare() * 100) + "%), " + Format.decimal(budget.remaining())
                + " remaining, burn rate " + Format.decimal(budget.burnRate());
    }
}
