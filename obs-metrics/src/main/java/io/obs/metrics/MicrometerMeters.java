package io.obs.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.obs.catalog.Catalog;
import io.obs.catalog.Label;
import io.obs.catalog.MetricSpec;
import io.obs.catalog.MetricTrait;
import io.obs.catalog.MetricType;
import io.obs.pipeline.Clock;
import io.obs.pipeline.Failures;
import io.obs.pipeline.Meters;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the catalogue's families as Micrometer meters, in a registry that is not Prometheus': {@code http_requests_total}
 * is {@code http.requests} there, and the registry's convention says what becomes of it. Thread-safe.
 */
final class MicrometerMeters implements Meters, MeasuredRequests, AutoCloseable {

    private final MeterRegistry registry;
    private final String service;
    private final Cardinality cardinality;
    private final Buckets buckets;
    private final Failures failures;
    private final Clock clock;
    private final Map<String, SeriesFamily<?>> families = new ConcurrentHashMap<>();
    private final Map<Series, Meter> bound = new ConcurrentHashMap<>();

    MicrometerMeters(
            MeterRegistry registry,
            String service,
            Cardinality cardinality,
            Buckets buckets,
            Failures failures,
            Clock clock) {
        this.registry = registry;
        this.service = service;
        this.cardinality = cardinality;
        this.buckets = buckets;
        this.failures = failures;
        this.clock = clock;
    }

    @Override
    @SuppressWarnings("unchecked") // a family only gives
    public Family<Counter> counters(MetricSpec spec) {
        return (Family<Counter>) (Family<?>) counterFamily(spec);
    }

    @Override
    @SuppressWarnings("unchecked") // a family only gives, and one name has one kind
    public Family<Histogram> histograms(MetricSpec spec) {
        FamilyText.require(spec, MetricType.HISTOGRAM);
        return (Family<Histogram>) (Family<?>) family(spec, (values, encoded, folded) -> {
            TimerSeries series = new TimerSeries(values, encoded, folded, failures);
            series.timer(bind(series, () -> timer(spec, values)));
            return series;
        });
    }

    private Timer timer(MetricSpec spec, String[] values) {
        Duration[] bounds =
                Arrays.stream(buckets.nanos(spec)).mapToObj(Duration::ofNanos).toArray(Duration[]::new);
        return Timer.builder(name(spec))
                .description(spec.help())
                .tags(tags(spec, values))
                .serviceLevelObjectives(bounds)
                .register(registry);
    }

    @Override
    public Registration gauge(MetricSpec spec, DoubleSupplier value, String... labels) {
        SeriesFamily<GaugeSeries> family = gaugeFamily(spec);
        Source source = new Source(value);
        GaugeSeries series = family.attach(one -> one.sources().attach(source), labels);
        return () -> {
            series.sources().detach(source);
            family.removeIf(series, one -> one.sources().isEmpty());
            unbindIf(series, series.sources().isEmpty());
        };
    }

    @Override
    public Registration counter(MetricSpec spec, LongSupplier total, String... labels) {
        Source source = new Source(total::getAsLong);
        SeriesFamily<CounterSeries> family = counterFamily(spec);
        CounterSeries series = family.attach(one -> one.sources().attach(source), labels);
        return () -> {
            series.sources().detach(source);
            family.removeIf(series, CounterSeries::unused);
            unbindIf(series, series.unused());
        };
    }

    @SuppressWarnings("unchecked") // one name has one kind
    private SeriesFamily<CounterSeries> counterFamily(MetricSpec spec) {
        FamilyText.require(spec, MetricType.COUNTER);
        return (SeriesFamily<CounterSeries>) family(spec, (values, encoded, folded) -> {
            CounterSeries series = new CounterSeries(values, encoded, folded, clock);
            bind(
                    series,
                    () -> FunctionCounter.builder(name(spec), series, one -> {
                                read(one.sources());
                                return one.total();
                            })
                            .description(spec.help())
                            .tags(tags(spec, values))
                            .register(registry));
            return series;
        });
    }

    @SuppressWarnings("unchecked") // one name has one kind
    private SeriesFamily<GaugeSeries> gaugeFamily(MetricSpec spec) {
        FamilyText.require(spec, MetricType.GAUGE);
        return (SeriesFamily<GaugeSeries>) family(spec, (values, encoded, folded) -> {
            boolean additive = spec.has(MetricTrait.ADDITIVE);
            GaugeSeries series = new GaugeSeries(values, encoded, folded, additive);
            bind(
                    series,
                    () -> Gauge.builder(name(spec), series, one -> {
                                read(one.sources());
                                return one.isShown() ? one.value() : Double.NaN;
                            })
                            .description(spec.help())
                            .tags(tags(spec, values))
                            .strongReference(true)
                            .register(registry));
            return series;
        });
    }

    @Override
    @SuppressWarnings("unchecked") // one name has one kind
    public List<CounterSeries> counted() {
        SeriesFamily<?> family = families.get(Catalog.HTTP_REQUESTS.name());
        return family == null ? List.of() : ((SeriesFamily<CounterSeries>) family).series();
    }

    /** The registry has them, and says of them what it likes. */
    @Override
    public @Nullable List<HistogramSeries> timed() {
        return null;
    }

    private SeriesFamily<?> family(MetricSpec spec, SeriesFamily.Maker<? extends Series> maker) {
        SeriesFamily<?> known = families.get(spec.name());
        if (known != null) {
            return known;
        }
        SeriesFamily<?> made = families.computeIfAbsent(
                spec.name(), name -> new SeriesFamily<>(new FamilyText(spec, service), cardinality, failures, maker));
        made.makeKnown();
        return made;
    }

    /** Reads in the registry's own thread, which is the one that publishes. */
    private void read(Sources sources) {
        List<Reading> readings = new ArrayList<>();
        sources.readingsTo(readings);
        for (Reading reading : readings) {
            try {
                reading.read();
            } catch (Throwable e) {
                reading.failed();
                failures.caught("metric", e);
            }
        }
    }

    /** Null where the registry, or a filter in it, refuses. */
    private <M extends Meter> @Nullable M bind(Series series, Supplier<M> meter) {
        try {
            M made = meter.get();
            bound.put(series, made);
            return made;
        } catch (Throwable e) {
            failures.caught("metric", e);
            return null;
        }
    }

    private void unbindIf(Series series, boolean unused) {
        Meter meter = unused ? bound.remove(series) : null;
        if (meter != null) {
            registry.remove(meter);
        }
    }

    private List<Tag> tags(MetricSpec spec, String[] values) {
        List<Tag> tags = new ArrayList<>();
        int next = 0;
        for (Label label : spec.labels()) {
            String value = spec.hasService() && label.isService() ? service : values[next++];
            tags.add(Tag.of(label.name(), value.isEmpty() ? "unknown" : value));
        }
        return tags;
    }

    /** The name before any registry's convention: without the suffixes that Prometheus' convention would add. */
    static String name(MetricSpec spec) {
        String suffix = switch (spec.type()) {
            case COUNTER -> "_total";
            case HISTOGRAM -> "_seconds";
            case GAUGE -> "";
        };
        String name = spec.name();
        String base = name.endsWith(suffix) ? name.substring(0, name.length() - suffix.length()) : name;
        return base.replace('_', '.');
    }

    @Override
    public void close() {
        bound.values().forEach(registry::remove);
        bound.clear();
    }
}
