package io.obs.metrics;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.List;

/**
 * A family of counters.
 *
 * <pre>
 * # HELP jobs_created_total Jobs submitted.
 * # TYPE jobs_created_total counter
 * jobs_created_total{service="captions"} 3.0
 * </pre>
 */
final class CounterFamily implements MetricFamily {

    private final FamilyText text;
    private final SeriesFamily<CounterSeries> series;
    private final FamilyLines lines;
    private final MetricMetadata metadata;
    private final byte[] open;

    CounterFamily(FamilyText text, SeriesFamily<CounterSeries> series) {
        this.text = text;
        this.series = series;
        this.lines = new FamilyLines(text);
        this.metadata = text.metadata();
        this.open = FamilyLines.open(text, "");
    }

    SeriesFamily<CounterSeries> series() {
        return series;
    }

    @Override
    public FamilyText text() {
        return text;
    }

    @Override
    public void readingsTo(List<? super Reading> readings) {
        series.series().forEach(one -> one.sources().readingsTo(readings));
    }

    @Override
    public MetricSnapshot snapshot() {
        return new CounterSnapshot(
                metadata,
                shown().stream()
                        .map(one -> new CounterDataPointSnapshot(
                                one.total(), text.labels(one.values()), FamilyLines.model(one.exemplar()), 0))
                        .toList());
    }

    @Override
    public void write(ScrapeBuffer to, TextFormat format) {
        boolean begun = false;
        for (CounterSeries one : series.series()) {
            if (!one.sources().failed()) {
                if (!begun) {
                    lines.header(to, format);
                    begun = true;
                }
                FamilyLines.labels(to, open, one);
                to.number(one.total());
                FamilyLines.end(to, format, one.exemplar());
            }
        }
    }

    private List<CounterSeries> shown() {
        return series.series().stream().filter(one -> !one.sources().failed()).toList();
    }

    @Override
    public int size() {
        return series.size();
    }
}
