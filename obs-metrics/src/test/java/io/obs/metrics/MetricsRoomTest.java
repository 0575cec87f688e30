package io.obs.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.obs.Observability;
import io.obs.catalog.Catalog;
import io.obs.config.InvalidConfigurationException;
import io.obs.pipeline.Meters;
import io.obs.slo.Slo;
import io.obs.slo.Slos;
import io.obs.spi.Room;
import java.time.Duration;
import java.util.ServiceLoader;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MetricsRoomTest {

    @Test
    void room_isFoundOnTheClassPath() {
        assertThat(ServiceLoader.load(Room.class).stream().map(ServiceLoader.Provider::type))
                .contains(MetricsRoom.class);
    }

    @Test
    void operation_isMeasuredAtItsEnd_once() {
        AtomicInteger measured = new AtomicInteger();
        try (Observability obs = Scraping.quiet().build()) {
            TestOperation operation = obs.pipeline().start(new TestOperation(true, measured::incrementAndGet));
            assertThat(measured).hasValue(0);
            operation.end();
            operation.end();
            assertThat(measured).hasValue(1);
        }
    }

    @Test
    void wrongSettings_areAllNamedAtOnce() {
        assertThatThrownBy(() -> Scraping.quiet()
                        .set("obs.metrics.buckets.http", "0.1,0.05,1")
                        .set("obs.metrics.buckets.job", "0,1")
                        .set("obs.metrics.buckets.db", "1,Infinity")
                        .set("obs.metrics.buckets.queue", "")
                        .set("obs.metrics.buckets.cache", "NaN")
                        .set("obs.metrics.label.cap", "0")
                        .set("obs.metrics.label.caps", "endpiont=5")
                        .set("obs.metrics.jvm", "yes")
                        .build())
                .isInstanceOfSatisfying(
                        InvalidConfigurationException.class,
                        e -> assertThat(e.problems())
                                .hasSize(8)
                                .anySatisfy(problem -> assertThat(problem)
                                        .contains("obs.metrics.buckets.http")
                                        .contains("0.1,0.05,1")
                                        .contains("positive numbers in ascending order"))
                                .anySatisfy(problem -> assertThat(problem)
                                        .contains("endpiont=5")
                                        .contains("dependency, endpoint, ")));
    }

    @Test
    void buckets_ofAGroup_areThoseConfigured() {
        try (Observability obs =
                Scraping.quiet().set("obs.metrics.buckets.job", " 0.25, 30 ").build()) {
            obs.meters().histograms(Catalog.JOB_PROCESSING_DURATION);
            assertThat(Scraping.family(Scraping.text(obs), "job_processing_duration_seconds"))
                    .endsWith("""
                            job_processing_duration_seconds_bucket{service="shop",le="0.25"} 0
                            job_processing_duration_seconds_bucket{service="shop",le="30.0"} 0
                            job_processing_duration_seconds_bucket{service="shop",le="+Inf"} 0
                            job_processing_duration_seconds_count{service="shop"} 0
                            job_processing_duration_seconds_sum{service="shop"} 0.0
                            """);
        }
    }

    @Test
    void latencyOfAnObjective_isABound() {
        Slos slos = Slos.of(Slo.latency("/api/v1/jobs", Duration.ofMillis(300), 99));
        try (Observability obs = Scraping.quiet()
                .set("obs.metrics.buckets.http", "0.1,1")
                .use(Slos.class, slos)
                .build()) {
            obs.meters().histograms(Catalog.HTTP_REQUEST_DURATION).get("/api/v1/jobs");
            assertThat(Scraping.family(Scraping.text(obs), "http_request_duration_seconds"))
                    .contains("le=\"0.1\"", "le=\"0.3\"", "le=\"1.0\"")
                    .doesNotContain("le=\"0.5\"");
        }
    }

    @Test
    void handles_afterClose_areHarmless_andNoThreadIsLeft() {
        Observability obs = Scraping.quiet().build();
        Meters meters = obs.meters();
        Meters.Counter created = meters.counters(Catalog.JOBS_CREATED).get();
        Scraping.text(obs);
        obs.close();
        obs.close();
        created.inc();
        meters.counters(Catalog.JOBS_COMPLETED).get("success").inc();
        meters.histograms(Catalog.JOB_PROCESSING_DURATION).get().observeNanos(1);
        meters.gauge(Catalog.JOBS_ACTIVE, () -> 1).remove();
        await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().startsWith("obs-metrics")));
    }
}
