package io.obs.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.obs.Observability;
import io.obs.catalog.Catalog;
import io.obs.catalog.MetricSpec;
import io.obs.catalog.MetricType;
import io.obs.pipeline.Meters;
import io.obs.pipeline.Signal;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What stands on the scrape, whole. */
class CatalogueScrapeTest {

    private Observability obs;
    private Meters meters;

    @BeforeEach
    void start() {
        obs = Scraping.quiet().set("obs.version", "1.2.3").build();
        meters = obs.meters();
    }

    @AfterEach
    void stop() {
        obs.close();
    }

    @Test
    void service_withoutProtocols_showsItselfAlone() {
        String scrape = Scraping.text(obs);
        assertThat(scrape.replaceAll("(jvm_heap_\\w+\\{.*}) .*", "$1 N")).isEqualTo("""
                        # HELP jvm_heap_max_bytes Largest size the heap may grow to.
                        # TYPE jvm_heap_max_bytes gauge
                        jvm_heap_max_bytes{service="shop"} N
                        # HELP jvm_heap_used_bytes Heap in use, all pools together.
                        # TYPE jvm_heap_used_bytes gauge
                        jvm_heap_used_bytes{service="shop"} N
                        # HELP obs_dropped_total Telemetry that was lost, by signal and reason.
                        # TYPE obs_dropped_total counter
                        obs_dropped_total{reason="cardinality",signal="metric"} 0.0
                        # HELP service_health Health of the service: 0 HEALTHY, 1 DEGRADED, 2 DOWN.
                        # TYPE service_health gauge
                        service_health{service="shop"} 0.0
                        # HELP service_info Always 1; tells the running version.
                        # TYPE service_info gauge
                        service_info{service="shop",version="1.2.3"} 1.0
                        """);
    }

    @Test
    void counters_ofBoundedLabels_areAllThereAtZero() {
        meters.counters(Catalog.JOBS_COMPLETED);
        meters.counters(Catalog.JOBS_CREATED).get().add(12_345_678);
        String scrape = Scraping.text(obs);
        assertThat(Scraping.family(scrape, "jobs_completed_total")).isEqualTo("""
                        # HELP jobs_completed_total Jobs that ended, by how they ended.
                        # TYPE jobs_completed_total counter
                        jobs_completed_total{service="shop",status="cancelled"} 0.0
                        jobs_completed_total{service="shop",status="failure"} 0.0
                        jobs_completed_total{service="shop",status="success"} 0.0
                        """);
        assertThat(Scraping.family(scrape, "jobs_created_total")).isEqualTo("""
                        # HELP jobs_created_total Jobs submitted.
                        # TYPE jobs_created_total counter
                        jobs_created_total{service="shop"} 1.2345678E7
                        """);
    }

    @Test
    void boundedLabels_besideAnOpenOne_areAllThereOnceItsValueIsKnown() {
        Meters.Family<Meters.Counter> calls = meters.counters(Catalog.CIRCUIT_BREAKER_CALLS);
        assertThat(Scraping.text(obs)).doesNotContain("circuit_breaker_calls_total");
        calls.get("payments", "failure").inc();
        assertThat(Scraping.family(Scraping.text(obs), "circuit_breaker_calls_total"))
                .isEqualTo("""
                        # HELP circuit_breaker_calls_total Calls through the circuit breaker, by outcome.
                        # TYPE circuit_breaker_calls_total counter
                        circuit_breaker_calls_total{dependency="payments",outcome="failure",service="shop"} 1.0
                        circuit_breaker_calls_total{dependency="payments",outcome="ignored",service="shop"} 0.0
                        circuit_breaker_calls_total{dependency="payments",outcome="not_permitted",service="shop"} 0.0
                        circuit_breaker_calls_total{dependency="payments",outcome="success",service="shop"} 0.0
                        """);
    }

    @Test
    void httpErrors_haveOnlyTheCombinationsThatWereDeclared() {
        Meters.Family<Meters.Counter> errors = meters.counters(Catalog.HTTP_ERRORS);
        errors.get("404", "client_error").inc();
        errors.get("500", "exception");
        assertThat(Scraping.family(Scraping.text(obs), "http_errors_total")).isEqualTo("""
                        # HELP http_errors_total HTTP requests answered with 4xx or 5xx, aborted, or failed by an exception.
                        # TYPE http_errors_total counter
                        http_errors_total{error_type="client_error",service="shop",status="404"} 1.0
                        http_errors_total{error_type="exception",service="shop",status="500"} 0.0
                        """);
    }

    @Test
    void histogram_ofDurations_countsInSecondsUpToEachBound() {
        Meters.Histogram duration =
                meters.histograms(Catalog.HTTP_REQUEST_DURATION).get("/api/v1/jobs/{id}");
        duration.observeNanos(TimeUnit.MILLISECONDS.toNanos(10));
        duration.observeNanos(TimeUnit.MILLISECONDS.toNanos(10) + 1);
        duration.observeNanos(TimeUnit.SECONDS.toNanos(6));
        duration.observeNanos(-5);
        assertThat(Scraping.family(Scraping.text(obs), "http_request_duration_seconds"))
                .isEqualTo("""
                        # HELP http_request_duration_seconds Time from request to finished response.
                        # TYPE http_request_duration_seconds histogram
                        http_request_duration_seconds_bucket{endpoint="/api/v1/jobs/{id}",service="shop",le="0.01"} 2
                        http_request_duration_seconds_bucket{endpoint="/api/v1/jobs/{id}",service="shop",le="0.05"} 3
                        http_request_duration_seconds_bucket{endpoint="/api/v1/jobs/{id}",service="shop",le="0.1"} 3
                        http_request_duration_seconds_bucket{endpoint="/api/v1/jobs/{id}",service="shop",le="0.5"} 3
                        http_request_duration_seconds_bucket{endpoint="/api/v1/jobs/{id}",service="shop",le="1.0"} 3
                        http_request_duration_seconds_bucket{endpoint="/api/v1/jobs/{id}",service="shop",le="2.0"} 3
                        http_request_duration_seconds_bucket{endpoint="/api/v1/jobs/{id}",service="shop",le="5.0"} 3
                        http_request_duration_seconds_bucket{endpoint="/api/v1/jobs/{id}",service="shop",le="+Inf"} 4
                        http_request_duration_seconds_count{endpoint="/api/v1/jobs/{id}",service="shop"} 4
                        http_request_duration_seconds_sum{endpoint="/api/v1/jobs/{id}",service="shop"} 6.020000001
                        """);
    }

    @Test
    void histogram_withoutLabels_hasNoneButLe() {
        meters.histograms(Catalog.STORAGE_UPLOAD_DURATION).get().observeNanos(TimeUnit.SECONDS.toNanos(2));
        assertThat(Scraping.family(Scraping.text(obs), "storage_upload_duration_seconds"))
                .isEqualTo("""
                        # HELP storage_upload_duration_seconds Time of uploads to object storage.
                        # TYPE storage_upload_duration_seconds histogram
                        storage_upload_duration_seconds_bucket{le="0.01"} 0
                        storage_upload_duration_seconds_bucket{le="0.05"} 0
                        storage_upload_duration_seconds_bucket{le="0.1"} 0
                        storage_upload_duration_seconds_bucket{le="0.5"} 0
                        storage_upload_duration_seconds_bucket{le="1.0"} 0
                        storage_upload_duration_seconds_bucket{le="2.0"} 1
                        storage_upload_duration_seconds_bucket{le="5.0"} 1
                        storage_upload_duration_seconds_bucket{le="+Inf"} 1
                        storage_upload_duration_seconds_count 1
                        storage_upload_duration_seconds_sum 2.0
                        """);
    }

    @Test
    void everyFamily_hasExactlyItsNameTypeHelpAndLabels() {
        for (MetricSpec spec : Catalog.all()) {
            touch(spec);
        }
        String scrape = Scraping.text(obs);
        for (MetricSpec spec : Catalog.all()) {
            String lines = Scraping.family(scrape, spec.name());
            assertThat(lines)
                    .contains("# HELP " + spec.name() + " " + spec.help() + "\n")
                    .contains("# TYPE " + spec.name() + " " + spec.type().name().toLowerCase(java.util.Locale.ROOT));
            lines.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
                String labels = line.contains("{") ? line.substring(line.indexOf('{') + 1, line.lastIndexOf('}')) : "";
                assertThat(labels.lines()
                                .flatMap(text -> java.util.Arrays.stream(text.split(",(?=\\w+=\")")))
                                .filter(text -> !text.isEmpty())
                                .map(text -> text.substring(0, text.indexOf('=')))
                                .filter(name -> !name.equals("le")))
                        .as(line)
                        .containsExactlyInAnyOrderElementsOf(spec.labels().stream()
                                .map(io.obs.catalog.Label::name)
                                .toList());
            });
        }
        assertThat(scrape.lines().filter(line -> line.startsWith("# TYPE")))
                .hasSize(Catalog.all().size());
        assertThat(scrape).doesNotContain("_max{").doesNotContain("quantile").doesNotContain("_created{");
    }

    private void touch(MetricSpec spec) {
        String[] values = spec.openLabels().stream()
                .map(label -> label.isBounded() ? label.values().get(0) : "x")
                .toArray(String[]::new);
        if (spec.type() == MetricType.GAUGE) {
            meters.gauge(spec, () -> 0.5, values);
        } else if (spec.type() == MetricType.COUNTER) {
            meters.counter(spec, () -> 7, values);
        } else {
            Meters.Family<Meters.Histogram> family = meters.histograms(spec);
            Object series = values.length == 0 ? family.get() : family.get(values[0]);
            assertThat(series).isNotNull();
        }
    }

    @Test
    void labelValues_thatNeedIt_areEscaped() {
        meters.counters(Catalog.QUEUE_ACKS).get("a\"b\\c\nd\uD800é", "ack").inc();
        assertThat(Scraping.text(obs))
                .contains("queue_acks_total{queue=\"a\\\"b\\\\c\\nd\uFFFDé\",status=\"ack\"} 1.0\n");
    }

    @Test
    void gauges_ofSameLabels_lastCountsUntilItGoes() {
        meters.gauge(Catalog.QUEUE_DEPTH, () -> 3, "captions");
        Meters.Registration second = meters.gauge(Catalog.QUEUE_DEPTH, () -> 5, "captions");
        assertThat(Scraping.value(Scraping.text(obs), "queue_depth{queue=\"captions\"}"))
                .isEqualTo("5.0");
        second.remove();
        second.remove();
        assertThat(Scraping.value(Scraping.text(obs), "queue_depth{queue=\"captions\"}"))
                .isEqualTo("3.0");
    }

    @Test
    void gauges_ofAnAdditiveFamily_addUp() {
        meters.gauge(Catalog.JOBS_ACTIVE, () -> 3);
        Meters.Registration second = meters.gauge(Catalog.JOBS_ACTIVE, () -> 4);
        assertThat(Scraping.value(Scraping.text(obs), "jobs_active{service=\"shop\"}"))
                .isEqualTo("7.0");
        second.remove();
        assertThat(Scraping.value(Scraping.text(obs), "jobs_active{service=\"shop\"}"))
                .isEqualTo("3.0");
    }

    @Test
    void gauge_removed_leavesNoSeriesAndNoRoomTaken() {
        for (int i = 0; i < 1000; i++) {
            meters.gauge(Catalog.CIRCUIT_BREAKER_STATE, () -> 1, "dependency-" + i)
                    .remove();
        }
        meters.gauge(Catalog.CIRCUIT_BREAKER_STATE, () -> 2, "payments");
        assertThat(Scraping.family(Scraping.text(obs), "circuit_breaker_state"))
                .endsWith("gauge\ncircuit_breaker_state{dependency=\"payments\",service=\"shop\"} 2.0\n");
    }

    @Test
    void counters_keptElsewhere_addToWhatWasCountedHere() {
        meters.counters(Catalog.LOG_EVENTS).get("WARN").add(2);
        meters.counter(Catalog.LOG_EVENTS, () -> 40, "WARN");
        Meters.Registration other = meters.counter(Catalog.LOG_EVENTS, () -> 100, "WARN");
        String series = "log_events_total{level=\"WARN\",service=\"shop\"}";
        assertThat(Scraping.value(Scraping.text(obs), series)).isEqualTo("142.0");
        other.remove();
        assertThat(Scraping.value(Scraping.text(obs), series)).isEqualTo("42.0");
    }

    @Test
    void wrongNumberOfLabels_isCountedAndNothingIsLost() {
        meters.counters(Catalog.QUEUE_ACKS).get("captions").inc();
        String scrape = Scraping.text(obs);
        assertThat(scrape).contains("queue_acks_total{queue=\"captions\",status=\"_other\"} 1.0\n");
        assertThat(Scraping.value(scrape, "obs_internal_errors_total{component=\"metric\"}"))
                .isEqualTo("1.0");
    }

    @Test
    void dropped_otherKinds_appearWithTheirTotals() {
        obs.drops().count(Signal.TRACE, "queue_full", 3);
        assertThat(Scraping.text(obs)).contains("obs_dropped_total{reason=\"queue_full\",signal=\"trace\"} 3.0\n");
    }

    @Test
    void deployments_areThereOnceAskedFor() {
        assertThat(Scraping.text(obs)).doesNotContain("deployments_total");
        Deployments deployments = Deployments.of(obs);
        deployments.succeeded();
        deployments.succeeded();
        deployments.failed();
        assertThat(Scraping.family(Scraping.text(obs), "deployments_total")).isEqualTo("""
                        # HELP deployments_total Deployments, by how they ended.
                        # TYPE deployments_total counter
                        deployments_total{service="shop",status="failure"} 1.0
                        deployments_total{service="shop",status="success"} 2.0
                        """);
    }
}
