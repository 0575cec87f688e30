package io.obs.benchmarks;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.obs.Observability;
import io.obs.catalog.Catalog;
import io.obs.pipeline.Meters;
import io.prometheus.metrics.core.datapoints.CounterDataPoint;
import io.prometheus.metrics.core.datapoints.DistributionDataPoint;
import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One increment of a counter and one observation of a histogram, found by labels or by handle. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class MetersBenchmark {

    private static final long NANOS = 12_345_678;
    private static final double SECONDS = NANOS / 1e9;
    private static final Duration[] BOUNDS = Catalog.DURATION_BUCKETS.stream()
            .map(seconds -> Duration.ofNanos((long) (seconds * 1e9)))
            .toArray(Duration[]::new);

    private final MeterRegistry micrometer = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Counter microCounter = microCounter("/jobs", "GET", "200");
    private final Timer microTimer = microTimer("/jobs");
    private final io.micrometer.core.instrument.Meter.MeterProvider<Counter> counterProvider =
            Counter.builder("provided.requests").tag("service", "bench").withRegistry(micrometer);
    private final io.micrometer.core.instrument.Meter.MeterProvider<Timer> timerProvider = Timer.builder(
                    "provided.request.duration")
            .tag("service", "bench")
            .serviceLevelObjectives(BOUNDS)
            .withRegistry(micrometer);

    private final PrometheusRegistry prometheus = new PrometheusRegistry();
    private final io.prometheus.metrics.core.metrics.Counter promCounters =
            io.prometheus.metrics.core.metrics.Counter.builder()
                    .name("http_requests_total")
                    .labelNames("service", "endpoint", "method", "status")
                    .register(prometheus);
    private final Histogram promHistograms = Histogram.builder()
            .name("http_request_duration_seconds")
            .labelNames("service", "endpoint")
            .classicOnly()
            .classicUpperBounds(0.01, 0.05, 0.1, 0.5, 1, 2, 5)
            .register(prometheus);
    private final CounterDataPoint promCounter = promCounters.labelValues("bench", "/jobs", "GET", "200");
    private final DistributionDataPoint promHistogram = promHistograms.labelValues("bench", "/jobs");

    private final Observability obs = Observability.builder()
            .service("bench")
            .set("obs.admin.enabled", "false")
            .build();
    private final Meters.Family<Meters.Counter> obsCounters = obs.meters().counters(Catalog.HTTP_REQUESTS);
    private final Meters.Family<Meters.Histogram> obsHistograms =
            obs.meters().histograms(Catalog.HTTP_REQUEST_DURATION);
    private final Meters.Counter obsCounter = obsCounters.get("/jobs", "GET", "200");
    private final Meters.Histogram obsHistogram = obsHistograms.get("/jobs");

    private Counter microCounter(String endpoint, String method, String status) {
        return Counter.builder("http.requests")
                .tag("service", "bench")
                .tag("endpoint", endpoint)
                .tag("method", method)
                .tag("status", status)
                .register(micrometer);
    }

    private Timer microTimer(String endpoint) {
        return Timer.builder("http.request.duration")
                .tag("service", "bench")
                .tag("endpoint", endpoint)
                .serviceLevelObjectives(BOUNDS)
                .register(micrometer);
    }

    @TearDown
    public void tearDown() {
        obs.close();
    }

    @Benchmark
    public void micrometerBuilder() {
        microCounter("/jobs", "GET", "200").increment();
        microTimer("/jobs").record(NANOS, TimeUnit.NANOSECONDS);
    }

    @Benchmark
    public void micrometerProvider() {
        counterProvider
                .withTags(Tags.of("endpoint", "/jobs", "method", "GET", "status", "200"))
                .increment();
        timerProvider.withTags(Tags.of("endpoint", "/jobs")).record(NANOS, TimeUnit.NANOSECONDS);
    }

    @Benchmark
    public void micrometerPreResolved() {
        microCounter.increment();
        microTimer.record(NANOS, TimeUnit.NANOSECONDS);
    }

    @Benchmark
    public void prometheusLabelValues() {
        promCounters.labelValues("bench", "/jobs", "GET", "200").inc();
        promHistograms.labelValues("bench", "/jobs").observe(SECONDS);
    }

    @Benchmark
    public void prometheusPreResolved() {
        promCounter.inc();
        promHistogram.observe(SECONDS);
    }

    @Benchmark
    public void obsByStrings() {
        obsCounters.get("/jobs", "GET", "200").inc();
        obsHistograms.get("/jobs").observeNanos(NANOS);
    }

    @Benchmark
    public void obsByHandle() {
        obsCounter.inc();
        obsHistogram.observeNanos(NANOS);
    }
}
