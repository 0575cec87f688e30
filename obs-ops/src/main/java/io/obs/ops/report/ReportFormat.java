package io.obs.ops.report;

import java.util.Locale;

/** How a report is written. */
enum ReportFormat {
    TEXT {
        @Override
        String write(Report report) {
            return TextFormat.write(report);
        }
    },
    MARKDOWN {
        @Override
        String write(Report report) {
            return MarkdownFormat.write(report);
        }
    },
    HTML {
        @Override
        String write(Report report) {
            return HtmlFormat.write(report);
        }
    },
    JSON {
        @Override
        String write(Report report) {
            return JsonFormat.write(report);
        }
    };

    /** As it is written on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The whole report, with a line feed at its end. */
    abstract String write(Report report);
}
