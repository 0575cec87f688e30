package io.obs.metrics;

import io.obs.catalog.Catalog;
import io.obs.catalog.MetricSpec;
import io.obs.catalog.MetricTrait;
import io.obs.catalog.MetricType;
import io.obs.pipeline.Clock;
import io.obs.pipeline.Failures;
import io.obs.pipeline.Meters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * Keeps the catalogue's families for a Prometheus scrape.
 *
 * <p>Thread-safe. When obs is closed what was handed out goes on counting, and nobody sees it.
 */
final class CatalogueMeters implements Meters, MeasuredRequests {

    private final String service;
    private final Cardinality cardinality;
    private final Buckets buckets;
    private final Failures failures;
    private final Clock clock;
    private final Consumer<MetricFamily> wired;
    private final Map<String, MetricFamily> families = new ConcurrentHashMap<>();

    /** @param wired hears of each family that exists from now on */
    CatalogueMeters(
            String service,
            Cardinality cardinality,
            Buckets buckets,
            Failures failures,
            Clock clock,
            Consumer<MetricFamily> wired) {
        this.service = service;
        this.cardinality = cardinality;
        this.buckets = buckets;
        this.failures = failures;
        this.clock = clock;
        this.wired = wired;
    }

    @Override
    @SuppressWarnings("unchecked") // a family only gives
    public Family<Counter> counters(MetricSpec spec) {
        return (Family<Counter>) (Family<?>) counterFamily(spec).series();
    }

    @Override
    @SuppressWarnings("unchecked") // a family only gives
    public Family<Histogram> histograms(MetricSpec spec) {
        FamilyText.require(spec, MetricType.HISTOGRAM);
        HistogramFamily family = (HistogramFamily) family(spec);
        return (Family<Histogram>) (Family<?>) family.series();
    }

    @Override
    public Registration gauge(MetricSpec spec, DoubleSupplier value, String... labels) {
        FamilyText.require(spec, MetricType.GAUGE);
        SeriesFamily<GaugeSeries> family = ((GaugeFamily) family(spec)).series();
        Source source = new Source(value);
        GaugeSeries series = family.attach(one -> one.sources().attach(source), labels);
        return () -> {
            series.sources().detach(source);
            family.removeIf(series, one -> one.sources().isEmpty());
        };
    }

    @Override
    public Registration counter(MetricSpec spec, LongSupplier total, String... labels) {
        SeriesFamily<CounterSeries> family = counterFamily(spec).series();
        Source source = new Source(total::getAsLong);
        CounterSeries series = family.attach(one -> one.sources().attach(source), labels);
        return () -> {
            series.sources().detach(source);
            family.removeIf(series, CounterSeries::unused);
        };
    }

    private CounterFamily counterFamily(MetricSpec spec) {
        FamilyText.require(spec, MetricType.COUNTER);
        return (CounterFamily) family(spec);
    }

    private MetricFamily family(MetricSpec spec) {
        MetricFamily known = families.get(spec.name());
        if (known != null) {
            return known;
        }
        MetricFamily made = make(new FamilyText(spec, service));
        MetricFamily raced = families.putIfAbsent(spec.name(), made);
        if (raced != null) {
            return raced;
        }
        wired.accept(made);
        return made;
    }

    private MetricFamily make(FamilyText text) {
        MetricSpec spec = text.spec();
        return switch (spec.type()) {
            case COUNTER -> {
                SeriesFamily<CounterSeries> series = new SeriesFamily<>(
                        text,
                        cardinality,
                        failures,
                        (values, encoded, folded) -> new CounterSeries(values, encoded, folded, clock));
                series.makeKnown();
                yield new CounterFamily(text, series);
            }
            case HISTOGRAM -> {
                long[] nanos = buckets.nanos(spec);
                SeriesFamily<HistogramSeries> series = new SeriesFamily<>(
                        text,
                        cardinality,
                        failures,
                        (values, encoded, folded) -> new HistogramSeries(values, encoded, folded, nanos, clock));
                series.makeKnown();
                yield new HistogramFamily(text, series, buckets.bounds(spec));
            }
            case GAUGE -> {
                boolean additive = spec.has(MetricTrait.ADDITIVE);
                yield new GaugeFamily(
                        text,
                        new SeriesFamily<>(
                                text,
                                cardinality,
                                failures,
                                (values, encoded, folded) -> new GaugeSeries(values, encoded, folded, additive)));
            }
        };
    }

    @Override
    public List<CounterSeries> counted() {
        return families.get(Catalog.HTTP_REQUESTS.name()) instanceof CounterFamily family
                ? family.series().series()
                : List.of();
    }

    @Override
    public List<HistogramSeries> timed() {
        return families.get(Catalog.HTTP_REQUEST_DURATION.name()) instanceof HistogramFamily family
                ? family.series().series()
                : List.of();
    }

    /** The families there are now, in the order of their names. */
    List<MetricFamily> families() {
        List<MetricFamily> all = new ArrayList<>(families.values());
        all.sort(Comparator.comparing(family -> family.text().baseName()));
        return all;
    }
}
