package io.obs.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.obs.Observability;
import io.obs.catalog.Catalog;
import io.opentelemetry.context.Scope;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The service's own meters, and its own registry. */
class ServiceRegistryTest {

    @Test
    void ownMeters_comeOutOfTheSameScrapeUnderMicrometersNames() {
        try (Observability obs = Scraping.quiet().build()) {
            MeterRegistry registry = obs.find(MeterRegistry.class).orElseThrow();
            registry.counter("videos.uploaded", "format", "mp4").increment(3);
            Timer.builder("videos.cut").register(registry).record(Duration.ofSeconds(2));
            String scrape = Scraping.text(obs);
            assertThat(Scraping.value(scrape, "videos_uploaded_total{format=\"mp4\"}"))
                    .isEqualTo("3.0");
            assertThat(Scraping.value(scrape, "videos_cut_seconds_sum")).isEqualTo("2.0");
            assertThat(Scraping.value(scrape, "videos_cut_seconds_max")).isEqualTo("2.0");
            assertThat(Scraping.openMetrics(obs))
                    .contains("videos_uploaded_total{format=\"mp4\"} 3.0")
                    .endsWith("# EOF\n");
        }
    }

    @Test
    void ownMeters_inASampledSpan_haveExemplarsToo() {
        try (Observability obs = Scraping.quiet().build()) {
            MeterRegistry registry = obs.find(MeterRegistry.class).orElseThrow();
            try (Scope scope = new TestOperation(true).makeCurrent()) {
                assertThat(scope).isNotNull();
                registry.counter("videos.uploaded").increment();
            }
            assertThat(Scraping.openMetrics(obs))
                    .contains("videos_uploaded_total 1.0 # {span_id=\"" + TestOperation.SPAN_ID + "\",trace_id=\""
                            + TestOperation.TRACE_ID + "\"} 1.0 ");
        }
    }

    @Test
    void ownCollector_thatCantBeWritten_takesOnlyItselfAway() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        registry.counter("videos.uploaded").increment();
        registry.getPrometheusRegistry()
                .register(() -> new CounterSnapshot(
                        new MetricMetadata("videos_unknown", "Broken."),
                        List.of(new CounterDataPointSnapshot(1, Labels.EMPTY, null, 0) {
                            @Override
                            public double getValue() {
                                throw new IllegalStateException("on purpose");
                            }
                        })));
        try (Observability obs =
                Scraping.quiet().use(MeterRegistry.class, registry).build()) {
            for (String scrape : new String[] {Scraping.text(obs), Scraping.openMetrics(obs)}) {
                assertThat(scrape)
                        .contains("service_info{")
                        .contains("videos_uploaded_total 1.0\n")
                        .doesNotContain("videos_unknown");
            }
        }
    }

    @Test
    void ownMeter_withANameOfTheCatalogue_neitherBreaksNorShadowsIt() {
        try (Observability obs = Scraping.quiet().build()) {
            obs.meters().counters(Catalog.JOBS_CREATED).get().add(5);
            obs.meters().histograms(Catalog.HTTP_REQUEST_DURATION).get("/a").observeNanos(1);
            obs.meters().gauge(Catalog.JOBS_ACTIVE, () -> 2);
            MeterRegistry registry = obs.find(MeterRegistry.class).orElseThrow();
            registry.counter("jobs.created.total").increment();
            Gauge.builder("jobs_created", () -> 77).register(registry);
            Gauge.builder("jobs.active", () -> 77).tag("other", "label").register(registry);
            Timer.builder("http.request.duration").register(registry).record(Duration.ofSeconds(9));
            registry.counter("videos.uploaded").increment();
            for (String scrape : new String[] {Scraping.text(obs), Scraping.openMetrics(obs)}) {
                assertThat(scrape)
                        .contains("jobs_created_total{service=\"shop\"} 5.0\n")
                        .contains("jobs_active{service=\"shop\"} 2.0\n")
                        .contains("http_request_duration_seconds_count{endpoint=\"/a\",service=\"shop\"} 1\n")
                        .contains("videos_uploaded_total 1.0\n")
                        .doesNotContain("77")
                        .doesNotContain("http_request_duration_seconds_count 1");
                assertThat(scrape.lines()
                                .filter(line -> line.startsWith("# TYPE"))
                                .distinct())
                        .hasSameSizeAs(scrape.lines()
                                .filter(line -> line.startsWith("# TYPE"))
                                .toList());
            }
        }
    }

    @Test
    void serviceRegistry_isUsed_andShowsTheCatalogueOnItsOwnScrapeToo() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        registry.counter("videos.uploaded").increment();
        try (Observability obs =
                Scraping.quiet().use(MeterRegistry.class, registry).build()) {
            assertThat(obs.find(MeterRegistry.class)).containsSame(registry);
            assertThat(obs.find(PrometheusMeterRegistry.class)).containsSame(registry);
            obs.meters().counters(Catalog.JOBS_CREATED).get().inc();
            obs.meters().gauge(Catalog.DB_CONNECTION_POOL_TOTAL, () -> 10);
            obs.meters().histograms(Catalog.JOB_PROCESSING_DURATION).get().observeNanos(1);
            for (String scrape : new String[] {Scraping.text(obs), registry.scrape()}) {
                assertThat(scrape)
                        .contains("jobs_created_total{service=\"shop\"} 1.0\n")
                        .contains("db_connection_pool_total{service=\"shop\"} 10.0\n")
                        .contains("job_processing_duration_seconds_count{service=\"shop\"} 1\n")
                        .contains("videos_uploaded_total 1.0\n")
                        .doesNotContain("_max{");
            }
        }
        assertThat(registry.scrape()).contains("videos_uploaded_total 1.0\n").doesNotContain("service=\"shop\"");
        assertThat(registry.isClosed()).isFalse();
    }

    @Test
    void serviceRegistry_withAMeterOfTheSameName_staysScrapableAsWithoutObs() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        Timer.builder("http.request.duration").register(registry).record(Duration.ofSeconds(9));
        try (Observability obs =
                Scraping.quiet().use(PrometheusMeterRegistry.class, registry).build()) {
            obs.meters().histograms(Catalog.HTTP_REQUEST_DURATION).get("/a").observeNanos(1);
            assertThat(registry.scrape())
                    .contains("http_request_duration_seconds_count 1\n")
                    .doesNotContain("endpoint=\"/a\"");
            assertThat(Scraping.text(obs))
                    .contains("http_request_duration_seconds_count{endpoint=\"/a\",service=\"shop\"} 1\n")
                    .doesNotContain("http_request_duration_seconds_count 1\n");
        }
    }

    @Test
    void composite_withPrometheusInIt_isScrapedThere() {
        PrometheusMeterRegistry prometheus = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        CompositeMeterRegistry composite = new CompositeMeterRegistry();
        composite.add(new SimpleMeterRegistry());
        composite.add(prometheus);
        try (Observability obs =
                Scraping.quiet().use(MeterRegistry.class, composite).build()) {
            obs.meters().counters(Catalog.JOBS_CREATED).get().inc();
            composite.counter("videos.uploaded").increment();
            assertThat(obs.find(MeterRegistry.class)).containsSame(composite);
            assertThat(Scraping.text(obs))
                    .contains("jobs_created_total{service=\"shop\"} 1.0\n")
                    .contains("videos_uploaded_total 1.0\n");
        }
    }

    @Test
    void globalRegistry_isJoined_untilClose() {
        int before = Metrics.globalRegistry.getRegistries().size();
        try (Observability obs =
                Scraping.quiet().set("obs.metrics.global", "true").build()) {
            Metrics.counter("made.somewhere").increment();
            assertThat(Scraping.text(obs)).contains("made_somewhere_total 1.0\n");
        } finally {
            Metrics.globalRegistry.getMeters().forEach(Metrics.globalRegistry::remove);
        }
        assertThat(Metrics.globalRegistry.getRegistries()).hasSize(before);
    }

    @Test
    void jvmMeters_areThereUnderMicrometersNames_andGoAtClose() {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        try (Observability obs = Scraping.quiet()
                .set("obs.metrics.jvm", "true")
                .use(MeterRegistry.class, registry)
                .build()) {
            assertThat(Scraping.text(obs))
                    .contains("jvm_memory_used_bytes{area=\"heap\"")
                    .contains("jvm_threads_live_threads ")
                    .contains("jvm_classes_loaded_classes ")
                    .contains("jvm_gc_memory_allocated_bytes_total ")
                    .contains("process_uptime_seconds ")
                    .contains("process_files_open_files ")
                    .contains("system_cpu_count ")
                    .contains("disk_free_bytes{path=")
                    .contains("jvm_heap_used_bytes{service=\"shop\"} ")
                    .contains("jvm_heap_max_bytes{service=\"shop\"} ");
        }
    }
}
