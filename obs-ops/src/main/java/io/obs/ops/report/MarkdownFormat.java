package io.obs.ops.report;

import io.obs.ops.incident.Incident;

/** The report as Markdown: tables. */
final class MarkdownFormat {

    private MarkdownFormat() {}

    static String write(Report report) {
        StringBuilder text = new StringBuilder();
        text.append("# ").append(cell(Summary.title(report))).append("\n\n");
        text.append("| figure | month | change |\n|---|---:|---:|\n");
        for (Row row : Row.of(report)) {
            text.append("| ")
                    .append(row.label())
                    .append(" | ")
                    .append(row.value())
                    .append(" | ")
                    .append(row.change() == null ? "" : row.change())
                    .append(" |\n");
        }
        addIncidents(report, text);
        text.append("\n## Error budget (SLO ").append(Summary.slo(report)).append(")\n\n");
        Summary.budgets(report)
                .forEach(budget -> text.append("- ").append(budget).append('\n'));
        if (!report.notes().isEmpty()) {
            text.append("\n## Notes\n\n");
            report.notes().forEach(note -> text.append("- ").append(cell(note)).append('\n'));
        }
        return text.toString();
    }

    private static void addIncidents(Report report, StringBuilder text) {
        if (report.now().incidents().all().isEmpty()) {
            return;
        }
        text.append(
                "\n## Incidents\n\n| start | duration | what | severity | how it ended |\n|---|---:|---|---|---|\n");
        for (Incident incident : report.now().incidents().all()) {
            text.append("| ")
                    .append(Format.minute(
                            incident.span().start(), report.now().month().zone()))
                    .append(" | ")
                    .append(Format.shortTime(incident.duration()))
                    .append(" | ")
                    .append(cell(incident.title()))
                    .append(" | ")
                    .append(cell(incident.severity() == null ? "" : incident.severity()))
                    .append(" | ")
                    .append(cell(incident.resolution()))
                    .append(" |\n");
        }
    }

    /** What people wrote must not end a cell, a line, or begin markup. */
    private static String cell(String text) {
        return text.replaceAll("\\s+", " ").replaceAll("([\\\\`*_\\[\\]<>|#])", "\\\\$1");
    }
}
