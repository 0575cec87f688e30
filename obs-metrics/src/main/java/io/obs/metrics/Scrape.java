package io.obs.metrics;

import io.obs.pipeline.Failures;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusProtobufWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes one scrape: the catalogue's families first, written from fragments that were encoded when their series came to
 * be, then all others of the registry by the library's writers. Thread-safe.
 */
final class Scrape {

    private final CatalogueMeters meters;
    private final ForeignFamilies foreign;
    private final FamilyReader reader;
    private final Failures failures;
    private final ExpositionFormatWriter prometheus = PrometheusTextFormatWriter.create();
    private final ExpositionFormatWriter openMetrics = OpenMetricsTextFormatWriter.create();
    private final ExpositionFormatWriter protobuf = new PrometheusProtobufWriter();

    Scrape(CatalogueMeters meters, ForeignFamilies foreign, FamilyReader reader, Failures failures) {
        this.meters = meters;
        this.foreign = foreign;
        this.reader = reader;
        this.failures = failures;
    }

    /** @param wanted of which families the scrape wants to know, by the names they take; asked once a family */
    void write(ScrapeBuffer to, ScrapeFormat format, Predicate<Set<String>> wanted) throws IOException {
        List<MetricFamily> known = meters.families();
        reader.read(
                known,
                foreign.readings(
                        known.stream().map(family -> family.text().baseName()).collect(Collectors.toSet())));
        List<MetricFamily> families = meters.families(); // what failed while it was read may have brought a new one
        Set<String> taken = new HashSet<>();
        List<MetricFamily> own = new ArrayList<>(families.size());
        for (MetricFamily family : families) {
            Set<String> names = MetricNames.of(family.text());
            taken.addAll(names);
            if (wanted.test(names)) {
                own.add(family);
            }
        }
        MetricSnapshots others = foreign.snapshots(taken, wanted);
        switch (format) {
            case TEXT -> {
                own.forEach(family -> family.write(to, TextFormat.PROMETHEUS));
                write(to, prometheus, List.of(), others);
            }
            case OPENMETRICS -> {
                own.forEach(family -> family.write(to, TextFormat.OPENMETRICS));
                write(to, openMetrics, List.of(), others);
            }
            case PROTOBUF ->
                write(to, protobuf, own.stream().map(MetricFamily::snapshot).toList(), others);
        }
    }

    /** Writes ours and theirs; where some of theirs can't be written, without those. */
    private void write(
            ScrapeBuffer to, ExpositionFormatWriter writer, List<MetricSnapshot> ours, MetricSnapshots theirs)
            throws IOException {
        int start = to.size();
        try {
            writer.write(to, together(ours, theirs.stream()));
        } catch (IOException | RuntimeException e) {
            failures.caught("metric", e);
            to.truncate(start);
            writer.write(to, together(ours, theirs.stream().filter(one -> isWritable(one, writer))));
        }
    }

    private static boolean isWritable(MetricSnapshot snapshot, ExpositionFormatWriter writer) {
        try {
            writer.write(new ScrapeBuffer(1024), MetricSnapshots.of(snapshot));
            return true;
        } catch (IOException | RuntimeException e) {
            return false; // what it was has just been said
        }
    }

    private static MetricSnapshots together(List<MetricSnapshot> ours, Stream<MetricSnapshot> theirs) {
        return new MetricSnapshots(Stream.concat(ours.stream(), theirs).toList());
    }
}
