package io.obs.metrics;

import io.prometheus.metrics.model.snapshots.Exemplar;
import io.prometheus.metrics.model.snapshots.Labels;
import org.jspecify.annotations.Nullable;

/** The fragments of a family's lines that are the same at every scrape. */
final class FamilyLines {

    private static final byte[] CLOSE = FamilyText.bytes("} ");
    private static final byte[] EXEMPLAR = FamilyText.bytes(" # {span_id=\"");
    private static final byte[] TRACE = FamilyText.bytes("\",trace_id=\"");
    private static final byte[] EXEMPLAR_END = FamilyText.bytes("\"} ");

    private final byte[] prometheusHeader;
    private final byte[] openMetricsHeader;

    FamilyLines(FamilyText text) {
        prometheusHeader = text.header(TextFormat.PROMETHEUS);
        openMetricsHeader = text.header(TextFormat.OPENMETRICS);
    }

    void header(ScrapeBuffer to, TextFormat format) {
        to.write(format == TextFormat.PROMETHEUS ? prometheusHeader : openMetricsHeader);
    }

    /** The start of a sample's line, before its labels. */
    static byte[] open(FamilyText text, String suffix) {
        return FamilyText.bytes(text.spec().name() + suffix + (text.hasLabels() ? "{" : " "));
    }

    static void labels(ScrapeBuffer to, byte[] open, Series series) {
        to.write(open);
        if (series.encoded().length > 0) {
            to.write(series.encoded());
            to.write(CLOSE);
        }
    }

    static void end(ScrapeBuffer to, TextFormat format, @Nullable TakenExemplar exemplar) {
        if (exemplar != null && format == TextFormat.OPENMETRICS) {
            to.write(EXEMPLAR);
            to.ascii(exemplar.spanId());
            to.write(TRACE);
            to.ascii(exemplar.traceId());
            to.write(EXEMPLAR_END);
            to.number(exemplar.value());
            to.write(' ');
            to.number(exemplar.epochMillis() / 1000);
            long millis = exemplar.epochMillis() % 1000;
            to.ascii(millis < 10 ? ".00" : millis < 100 ? ".0" : ".");
            to.number(millis);
        }
        to.write('\n');
    }

    static @Nullable Exemplar model(@Nullable TakenExemplar taken) {
        return taken == null
                ? null
                : new Exemplar(
                        taken.value(),
                        Labels.of("span_id", taken.spanId(), "trace_id", taken.traceId()),
                        taken.epochMillis());
    }
}
