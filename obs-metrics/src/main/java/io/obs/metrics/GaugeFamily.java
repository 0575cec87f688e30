package io.obs.metrics;

import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.List;

/**
 * A family of gauges.
 *
 * <pre>
 * # HELP service_health Health of the service: 0 HEALTHY, 1 DEGRADED, 2 DOWN.
 * # TYPE service_health gauge
 * service_health{service="captions"} 0.0
 * </pre>
 */
final class GaugeFamily implements MetricFamily {

    private final FamilyText text;
    private final SeriesFamily<GaugeSeries> series;
    private final FamilyLines lines;
    private final MetricMetadata metadata;
    private final byte[] open;

    GaugeFamily(FamilyText text, SeriesFamily<GaugeSeries> series) {
        this.text = text;
        this.series = series;
        this.lines = new FamilyLines(text);
        this.metadata = text.metadata();
        this.open = FamilyLines.open(text, "");
    }

    SeriesFamily<GaugeSeries> series() {
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
        return new GaugeSnapshot(
                metadata,
                series.series().stream()
                        .filter(GaugeSeries::isShown)
                        .map(one -> new GaugeDataPointSnapshot(one.value(), text.labels(one.values()), null))
                        .toList());
    }

    @Override
    public void write(ScrapeBuffer to, TextFormat format) {
        boolean begun = false;
        for (GaugeSeries one : series.series()) {
            if (one.isShown()) {
                if (!begun) {
                    lines.header(to, format);
                    begun = true;
                }
                FamilyLines.labels(to, open, one);
                to.number(one.value());
                FamilyLines.end(to, format, null);
            }
        }
    }

    @Override
    public int size() {
        return series.size();
    }
}
