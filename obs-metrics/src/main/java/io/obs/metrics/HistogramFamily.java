package io.obs.metrics;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.Exemplar;
import io.prometheus.metrics.model.snapshots.Exemplars;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.ArrayList;
import java.util.List;

/**
 * A family of histograms of durations, in seconds.
 *
 * <pre>
 * # HELP job_processing_duration_seconds Time from start to end of a job's processing.
 * # TYPE job_processing_duration_seconds histogram
 * job_processing_duration_seconds_bucket{service="captions",le="0.01"} 0
 * ...
 * job_processing_duration_seconds_bucket{service="captions",le="+Inf"} 1
 * job_processing_duration_seconds_count{service="captions"} 1
 * job_processing_duration_seconds_sum{service="captions"} 0.25
 * </pre>
 */
final class HistogramFamily implements MetricFamily {

    private final FamilyText text;
    private final SeriesFamily<HistogramSeries> series;
    private final double[] bounds;
    private final FamilyLines lines;
    private final MetricMetadata metadata;
    private final byte[] bucket;
    private final byte[] count;
    private final byte[] sum;
    private final byte[][] les;

    /** @param bounds the buckets' upper bounds in seconds, +Inf the last */
    HistogramFamily(FamilyText text, SeriesFamily<HistogramSeries> series, double[] bounds) {
        this.text = text;
        this.series = series;
        this.bounds = bounds;
        this.lines = new FamilyLines(text);
        this.metadata = text.metadata();
        bucket = FamilyText.bytes(text.spec().name() + "_bucket{");
        count = FamilyLines.open(text, "_count");
        sum = FamilyLines.open(text, "_sum");
        les = new byte[bounds.length][];
        for (int i = 0; i < bounds.length; i++) {
            String le = i == bounds.length - 1 ? "+Inf" : Double.toString(bounds[i]);
            les[i] = FamilyText.bytes((text.hasLabels() ? "," : "") + "le=\"" + le + "\"} ");
        }
    }

    SeriesFamily<HistogramSeries> series() {
        return series;
    }

    @Override
    public FamilyText text() {
        return text;
    }

    @Override
    public void readingsTo(List<? super Reading> readings) {
        // its series are counted by obs itself
    }

    @Override
    public MetricSnapshot snapshot() {
        return new HistogramSnapshot(
                metadata, series.series().stream().map(this::point).toList());
    }

    private HistogramDataPointSnapshot point(HistogramSeries one) {
        long[] counts = new long[bounds.length];
        List<Exemplar> exemplars = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            counts[i] = one.count(i);
            Exemplar exemplar = FamilyLines.model(one.exemplar(i));
            if (exemplar != null) {
                exemplars.add(exemplar);
            }
        }
        return new HistogramDataPointSnapshot(
                ClassicHistogramBuckets.of(bounds, counts),
                one.sumSeconds(),
                text.labels(one.values()),
                Exemplars.of(exemplars),
                0);
    }

    @Override
    public void write(ScrapeBuffer to, TextFormat format) {
        List<HistogramSeries> all = series.series();
        if (!all.isEmpty()) {
            lines.header(to, format);
            for (HistogramSeries one : all) {
                write(one, to, format);
            }
        }
    }

    private void write(HistogramSeries one, ScrapeBuffer to, TextFormat format) {
        long below = 0;
        for (int i = 0; i < bounds.length; i++) {
            below += one.count(i);
            to.write(bucket);
            to.write(one.encoded());
            to.write(les[i]);
            to.number(below);
            FamilyLines.end(to, format, one.exemplar(i));
        }
        FamilyLines.labels(to, count, one);
        to.number(below);
        FamilyLines.end(to, format, null);
        FamilyLines.labels(to, sum, one);
        to.number(one.sumSeconds());
        FamilyLines.end(to, format, null);
    }

    @Override
    public int size() {
        return series.size();
    }
}
