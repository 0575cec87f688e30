package io.obs.metrics;

import io.obs.catalog.Catalog;
import io.obs.catalog.MetricSpec;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Sees at init whether the prometheus-metrics library on the class path takes the catalogue's names. Versions before
 * 1.7.0 refuse {@code jobs_created_total} and {@code db_connection_pool_total}, and say so only at the first scrape.
 */
final class LibraryProbe {

    private LibraryProbe() {}

    /** @throws IllegalStateException if it does not */
    static void check() {
        String seen;
        try {
            seen = scrape();
        } catch (RuntimeException | LinkageError | IOException e) {
            throw tooOld(e);
        }
        if (!seen.contains(Catalog.JOBS_CREATED.name() + " 0.0\n")
                || !seen.contains(Catalog.DB_CONNECTION_POOL_TOTAL.name() + " 0.0\n")) {
            throw tooOld(null);
        }
    }

    private static String scrape() throws IOException {
        FamilyText counter = bare(Catalog.JOBS_CREATED);
        FamilyText gauge = bare(Catalog.DB_CONNECTION_POOL_TOTAL);
        PrometheusRegistry registry = new PrometheusRegistry();
        registry.register(() -> new CounterSnapshot(
                counter.metadata(), List.of(new CounterDataPointSnapshot(0, Labels.EMPTY, null, 0))));
        registry.register(
                () -> new GaugeSnapshot(gauge.metadata(), List.of(new GaugeDataPointSnapshot(0, Labels.EMPTY, null))));
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        PrometheusTextFormatWriter.create().write(text, registry.scrape());
        return text.toString(StandardCharsets.UTF_8);
    }

    private static FamilyText bare(MetricSpec spec) {
        return new FamilyText(spec, "");
    }

    private static IllegalStateException tooOld(@org.jspecify.annotations.Nullable Throwable cause) {
        String version = PrometheusRegistry.class.getPackage().getImplementationVersion();
        return new IllegalStateException(
                "the prometheus-metrics library on the class path (" + (version == null ? "version unknown" : version)
                        + ") can't show obs's metrics; it takes 1.7.0 or newer",
                cause);
    }
}
