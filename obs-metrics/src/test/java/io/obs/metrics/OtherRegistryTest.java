package io.obs.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.obs.Observability;
import io.obs.catalog.Catalog;
import io.obs.catalog.MetricSpec;
import io.obs.pipeline.Meters;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A registry that is not Prometheus': the same families as Micrometer meters. */
class OtherRegistryTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    private Observability start() {
        return Scraping.quiet().use(MeterRegistry.class, registry).build();
    }

    @Test
    void families_areMicrometerMeters_atZeroFromTheStart() {
        try (Observability obs = start()) {
            Meters.Family<Meters.Counter> completed = obs.meters().counters(Catalog.JOBS_COMPLETED);
            assertThat(registry.get("jobs.completed")
                            .tags("service", "shop", "status", "failure")
                            .functionCounter()
                            .count())
                    .isZero();
            completed.get("success").add(3);
            assertThat(registry.get("jobs.completed")
                            .tag("status", "success")
                            .functionCounter()
                            .count())
                    .isEqualTo(3);
            obs.meters().histograms(Catalog.HTTP_REQUEST_DURATION).get("/a").observeNanos(2_000_000);
            Timer timer =
                    registry.get("http.request.duration").tag("endpoint", "/a").timer();
            assertThat(timer.count()).isEqualTo(1);
            assertThat(timer.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(2);
            assertThat(timer.takeSnapshot().histogramCounts()).hasSize(Catalog.DURATION_BUCKETS.size());
            assertThat(Scraping.get(obs, "", java.util.Map.of()).statusCode()).isEqualTo(404);
        }
    }

    @Test
    void gauge_thatThrows_readsNaN_andGoesWhenRemoved() {
        try (Observability obs = start()) {
            Meters.Registration depth = obs.meters().gauge(Catalog.QUEUE_DEPTH, () -> 4, "captions");
            obs.meters()
                    .gauge(
                            Catalog.QUEUE_DEPTH,
                            () -> {
                                throw new IllegalStateException("on purpose");
                            },
                            "broken");
            assertThat(registry.get("queue.depth")
                            .tag("queue", "captions")
                            .gauge()
                            .value())
                    .isEqualTo(4);
            assertThat(registry.get("queue.depth")
                            .tag("queue", "broken")
                            .gauge()
                            .value())
                    .isNaN();
            depth.remove();
            assertThat(registry.find("queue.depth").tag("queue", "captions").gauge())
                    .isNull();
        }
    }

    @Test
    void filter_thatThrows_reachesNobody() {
        registry.config().meterFilter(new io.micrometer.core.instrument.config.MeterFilter() {
            @Override
            public io.micrometer.core.instrument.Meter.Id map(io.micrometer.core.instrument.Meter.Id id) {
                throw new IllegalStateException("on purpose");
            }
        });
        try (Observability obs = start()) {
            obs.meters().counters(Catalog.JOBS_CREATED).get().inc();
            obs.meters().histograms(Catalog.JOB_PROCESSING_DURATION).get().observeNanos(1);
            assertThat(registry.getMeters()).isEmpty();
        }
    }

    @Test
    void close_takesTheFamiliesOut_andLeavesTheServicesOwn() {
        registry.counter("videos.uploaded").increment();
        try (Observability obs = start()) {
            obs.meters().counters(Catalog.JOBS_CREATED);
        }
        assertThat(registry.getMeters())
                .singleElement()
                .satisfies(meter -> assertThat(meter.getId().getName()).isEqualTo("videos.uploaded"));
    }

    @Test
    void names_areThoseBeforeAnyConvention() {
        assertThat(List.of(
                        Catalog.HTTP_REQUESTS,
                        Catalog.HTTP_REQUEST_DURATION,
                        Catalog.DB_CONNECTION_POOL_TOTAL,
                        Catalog.JVM_HEAP_USED))
                .extracting((MetricSpec spec) -> MicrometerMeters.name(spec))
                .containsExactly(
                        "http.requests", "http.request.duration", "db.connection.pool.total", "jvm.heap.used.bytes");
    }
}
