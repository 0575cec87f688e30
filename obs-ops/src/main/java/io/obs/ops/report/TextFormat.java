package io.obs.ops.report;

import io.obs.ops.incident.Incident;
import java.util.List;

/** The report as plain text: a line for each figure, the incidents as a tree under theirs. */
final class TextFormat {

    private TextFormat() {}

    static String write(Report report) {
        StringBuilder text = new StringBuilder();
        text.append(Summary.title(report)).append("\n\n");
        for (Row row : Row.of(report)) {
            text.append(line(row));
            if (row.label().equals(Row.INCIDENTS)) {
                addIncidents(report.now().incidents().all(), text);
            }
        }
        text.append("\nError budget (SLO ").append(Summary.slo(report)).append("):\n");
        Summary.budgets(report)
                .forEach(budget -> text.append("  ").append(budget).append('\n'));
        if (!report.notes().isEmpty()) {
            text.append("\nNotes:\n");
            report.notes().forEach(note -> text.append("  - ").append(note).append('\n'));
        }
        return text.toString();
    }

    private static String line(Row row) {
        String change = row.change() == null ? "" : " (" + row.change() + ")";
        return String.format("%-20s %s%s\n", row.label() + ":", row.value(), change);
    }

    private static void addIncidents(List<Incident> incidents, StringBuilder text) {
        for (int i = 0; i < incidents.size(); i++) {
            text.append(i == incidents.size() - 1 ? "  └─ " : "  ├─ ")
                    .append("Incident ")
                    .append(i + 1)
                    .append(": ")
                    .append(Summary.incident(incidents.get(i)))
                    .append('\n');
        }
    }
}
