package io.obs.ops.report;

import io.obs.ops.incident.Incident;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.DoubleFunction;
import java.util.function.Function;

/** The report as one HTML page that needs nothing beside it, on a screen or on paper. */
final class HtmlFormat {

    private static final String STYLE = """
            :root { color-scheme: light; }
            body { font: 15px/1.5 system-ui, sans-serif; color: #1f2933; max-width: 760px; margin: 2rem auto; padding: 0 1rem; }
            h1 { font-size: 1.5rem; margin: 0; }
            h2 { font-size: 1.1rem; margin: 1.8rem 0 .4rem; }
            .when { color: #52606d; margin: .2rem 0 1.2rem; }
            table { border-collapse: collapse; width: 100%; }
            th, td { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid #e4e7eb; vertical-align: top; }
            .number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
            .better { color: #18794e; }
            .worse { color: #b42318; }
            .verdict { display: inline-block; padding: .1rem .6rem; border-radius: 1rem; border: 1px solid; }
            figure { margin: .8rem 0 0; break-inside: avoid; }
            figcaption { color: #52606d; }
            svg { width: 100%; height: auto; display: block; }
            svg rect { fill: #3b6ea5; }
            svg .axis { stroke: #9aa5b1; }
            svg .grid { stroke: #e4e7eb; stroke-dasharray: 3 3; }
            svg .gap { fill: #9aa5b1; }
            svg text { font: 11px system-ui, sans-serif; fill: #52606d; }
            @media print { body { margin: 0; max-width: none; font-size: 11pt; } h2 { break-after: avoid; } tr { break-inside: avoid; }
              svg rect { print-color-adjust: exact; } }
            """;

    private HtmlFormat() {}

    static String write(Report report) {
        StringBuilder html = new StringBuilder();
        String title = escaped(Summary.title(report));
        html.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
                .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>")
                .append(title)
                .append("</title>\n<style>\n")
                .append(STYLE)
                .append("</style>\n</head>\n<body>\n<h1>")
                .append(escaped(report.service() + ", " + report.now().month().month()))
                .append("</h1>\n<p class=\"when\">")
                .append(escaped(when(report)))
                .append("</p>\n");
        addFigures(report, html);
        addIncidents(report, html);
        html.append("<h2>Day by day</h2>\n");
        charts(report.now().days()).forEach(chart -> html.append(chart.svg()));
        addList("Error budget (SLO " + Summary.slo(report) + ")", Summary.budgets(report), html);
        addList("Notes", report.notes(), html);
        return html.append("</body>\n</html>\n").toString();
    }

    private static String when(Report report) {
        Month month = report.now().month();
        return Format.minute(month.span().start(), month.zone()) + " to "
                + Format.minute(month.span().end(), month.zone()) + ", " + month.zone();
    }

    private static void addFigures(Report report, StringBuilder html) {
        if (report.timeBudget().isPresent() || report.requestBudget().isPresent()) {
            String verdict = report.isBreached() ? "worse\">SLO missed: " : "better\">SLO met: ";
            html.append("<p><span class=\"verdict ")
                    .append(verdict)
                    .append(Summary.slo(report))
                    .append("</span></p>\n");
        }
        html.append("<table>\n<thead><tr><th>Figure</th><th class=\"number\">Month</th>")
                .append("<th class=\"number\">Change</th></tr></thead>\n<tbody>\n");
        for (Row row : Row.of(report)) {
            String judgement = switch (row.judgement()) {
                case BETTER -> " better";
                case WORSE -> " worse";
                case NEITHER -> "";
            };
            html.append("<tr><td>")
                    .append(row.label())
                    .append("</td><td class=\"number\">")
                    .append(escaped(row.value()))
                    .append("</td><td class=\"number")
                    .append(judgement)
                    .append("\">")
                    .append(row.change() == null ? "" : row.change())
                    .append("</td></tr>\n");
        }
        html.append("</tbody>\n</table>\n");
    }

    private static void addIncidents(Report report, StringBuilder html) {
        if (report.now().incidents().all().isEmpty()) {
            return;
        }
        html.append("<h2>Incidents</h2>\n<table>\n<thead><tr><th>Start</th><th class=\"number\">Duration</th>")
                .append("<th>What</th><th>Severity</th><th>How it ended</th></tr></thead>\n<tbody>\n");
        for (Incident incident : report.now().incidents().all()) {
            html.append("<tr><td>")
                    .append(Format.minute(
                            incident.span().start(), report.now().month().zone()))
                    .append("</td><td class=\"number\">")
                    .append(Format.shortTime(incident.duration()))
                    .append("</td><td>")
                    .append(escaped(incident.title()))
                    .append("</td><td>")
                    .append(escaped(incident.severity() == null ? "" : incident.severity()))
                    .append("</td><td>")
                    .append(escaped(incident.resolution()))
                    .append("</td></tr>\n");
        }
        html.append("</tbody>\n</table>\n");
    }

    private static List<Chart> charts(List<Figures.Day> days) {
        return List.of(
                chart("Minutes down, by the probe", Format::decimal, days, HtmlFormat::minutesDown),
                chart(
                        "Requests",
                        Format::count,
                        days,
                        day -> OptionalDouble.of(day.traffic().requests())),
                chart("Error rate", Format::percent, days, day -> day.traffic().errorShare()),
                chart("P95 latency", Format::latency, days, Figures.Day::p95));
    }

    private static OptionalDouble minutesDown(Figures.Day day) {
        return day.knownMinutes() > 0 ? OptionalDouble.of(day.downMinutes()) : OptionalDouble.empty();
    }

    private static Chart chart(
            String title,
            DoubleFunction<String> format,
            List<Figures.Day> days,
            Function<Figures.Day, OptionalDouble> value) {
        return new Chart(
                title,
                format,
                days.stream()
                        .map(day -> new Chart.Day(
                                day.date().getDayOfMonth(),
                                value.apply(day),
                                day.date() + ": " + tip(value.apply(day), format)))
                        .toList());
    }

    private static String tip(OptionalDouble value, DoubleFunction<String> format) {
        if (value.isEmpty()) {
            return Format.NONE;
        }
        return Double.isInfinite(value.getAsDouble()) ? "above all buckets" : format.apply(value.getAsDouble());
    }

    private static void addList(String title, List<String> items, StringBuilder html) {
        if (items.isEmpty()) {
            return;
        }
        html.append("<h2>").append(title).append("</h2>\n<ul>\n");
        items.forEach(item -> html.append("<li>").append(escaped(item)).append("</li>\n"));
        html.append("</ul>\n");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
