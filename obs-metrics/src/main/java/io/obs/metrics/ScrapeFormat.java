package io.obs.metrics;

import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusProtobufWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The formats a scrape can have, and which one a client wants. */
enum ScrapeFormat {
    TEXT(PrometheusTextFormatWriter.CONTENT_TYPE),
    OPENMETRICS(OpenMetricsTextFormatWriter.CONTENT_TYPE),
    PROTOBUF(PrometheusProtobufWriter.CONTENT_TYPE);

    private final String contentType;

    ScrapeFormat(String contentType) {
        this.contentType = contentType;
    }

    String contentType() {
        return contentType;
    }

    /** The format that the client likes best, the first of those it likes equally; text where it says nothing of use. */
    static ScrapeFormat accepted(@Nullable String accept) {
        ScrapeFormat best = TEXT;
        double bestQuality = 0;
        for (MediaRange range : MediaRange.parse(accept)) {
            ScrapeFormat format = of(range);
            if (format != null && range.quality() > bestQuality) {
                best = format;
                bestQuality = range.quality();
            }
        }
        return best;
    }

    private static @Nullable ScrapeFormat of(MediaRange range) {
        String version = range.parameter("version");
        return switch (range.type()) {
            case "application/openmetrics-text" ->
                version == null || version.equals("1.0.0") || version.equals("0.0.1") ? OPENMETRICS : null;
            case "application/vnd.google.protobuf" -> isDelimited(range) ? PROTOBUF : null;
            case "text/plain" -> version == null || version.equals("0.0.4") ? TEXT : null;
            case "text/*", "*/*" -> TEXT;
            default -> null;
        };
    }

    private static boolean isDelimited(MediaRange range) {
        String message = range.parameter("proto");
        String encoding = range.parameter("encoding");
        return (message == null || message.equals("io.prometheus.client.MetricFamily"))
                && (encoding == null || encoding.toLowerCase(Locale.ROOT).equals("delimited"));
    }
}
