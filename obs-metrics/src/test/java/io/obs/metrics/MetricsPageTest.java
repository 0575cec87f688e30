package io.obs.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.obs.Observability;
import io.obs.catalog.Catalog;
import io.obs.pipeline.Meters;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetricsPageTest {

    private static final String TEXT_TYPE = "text/plain; version=0.0.4; charset=utf-8";
    private static final String OPENMETRICS_TYPE = "application/openmetrics-text; version=1.0.0; charset=utf-8";
    private static final String PROTOBUF_TYPE =
            "application/vnd.google.protobuf; proto=io.prometheus.client.MetricFamily; encoding=delimited";

    private final Observability obs = Scraping.quiet().build();

    @AfterEach
    void stop() {
        obs.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    */* | TEXT
                    text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8 | TEXT
                    text/plain;version=0.0.4 | TEXT
                    text/plain | TEXT
                    application/openmetrics-text | OPENMETRICS
                    application/openmetrics-text; version="1.0.0" | OPENMETRICS
                    application/openmetrics-text;version=2.0.0,text/plain;q=0.1 | TEXT
                    application/openmetrics-text;q=0.2,text/plain;q=0.7 | TEXT
                    application/openmetrics-text;q=0,*/*;q=0.1 | TEXT
                    application/openmetrics-text;version=1.0.0,application/openmetrics-text;version=0.0.1;q=0.75,text/plain;version=0.0.4;q=0.5,*/*;q=0.1 | OPENMETRICS
                    application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.6,application/openmetrics-text;version=0.0.1;q=0.5,text/plain;version=1.0.0;escaping=allow-utf-8;q=0.4,text/plain;version=0.0.4;q=0.3,*/*;q=0.2 | OPENMETRICS
                    application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited,application/openmetrics-text;version=1.0.0;q=0.8,*/*;q=0.1 | PROTOBUF
                    application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=text,text/plain;q=0.5 | TEXT
                    APPLICATION/OpenMetrics-Text ; Version=1.0.0 ; Q=0.9 | OPENMETRICS
                    image/png | TEXT
                    ;;;,,=,q | TEXT
                    application/openmetrics-text;q=banana,text/plain;q=0.1 | TEXT
                    """)
    void format_isTheOneTheClientLikesBest(String accept, ScrapeFormat expected) {
        HttpResponse<byte[]> answer = Scraping.get(obs, "", Map.of("Accept", accept));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type"))
                .contains(
                        switch (expected) {
                            case TEXT -> TEXT_TYPE;
                            case OPENMETRICS -> OPENMETRICS_TYPE;
                            case PROTOBUF -> PROTOBUF_TYPE;
                        });
    }

    @Test
    void protobuf_readBack_hasTheSameNamesTypesAndValues() {
        obs.meters().counters(Catalog.JOBS_COMPLETED).get("success").add(3);
        obs.meters().gauge(Catalog.DB_CONNECTION_POOL_TOTAL, () -> 10);
        obs.meters().histograms(Catalog.JOB_PROCESSING_DURATION).get().observeNanos(1);
        Map<String, Protobuf.Family> families = Protobuf.families(
                Scraping.get(obs, "", Map.of("Accept", Scraping.PROTOBUF)).body());
        assertThat(families.get("jobs_completed_total"))
                .isEqualTo(new Protobuf.Family(
                        "counter",
                        "Jobs that ended, by how they ended.",
                        Map.of(
                                "{service=shop, status=cancelled}", 0.0,
                                "{service=shop, status=failure}", 0.0,
                                "{service=shop, status=success}", 3.0),
                        List.of()));
        assertThat(families.get("db_connection_pool_total").type()).isEqualTo("gauge");
        assertThat(families.get("db_connection_pool_total").values()).containsEntry("{service=shop}", 10.0);
        assertThat(families.get("job_processing_duration_seconds").type()).isEqualTo("histogram");
        assertThat(families.get("job_processing_duration_seconds").values()).containsEntry("{service=shop}", 1.0);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    gzip | true
                    deflate, gzip;q=0.5 | true
                    * | true
                    gzip;q=0 | false
                    gzip;q=0, * | false
                    identity | false
                    """)
    void gzip_isUsedWhereItIsAccepted(String accept, boolean zipped) throws IOException {
        HttpResponse<byte[]> answer = Scraping.get(obs, "?name[]=service_info", Map.of("Accept-Encoding", accept));
        assertThat(answer.headers().firstValue("Content-Encoding").isPresent()).isEqualTo(zipped);
        byte[] body =
                zipped ? new GZIPInputStream(new ByteArrayInputStream(answer.body())).readAllBytes() : answer.body();
        assertThat(new String(body, StandardCharsets.UTF_8)).isEqualTo("""
                        # HELP service_info Always 1; tells the running version.
                        # TYPE service_info gauge
                        service_info{service="shop",version="unknown"} 1.0
                        """);
    }

    @Test
    void names_asked_limitTheScrapeToTheirFamilies() {
        obs.meters().histograms(Catalog.JOB_PROCESSING_DURATION);
        String scrape = new String(
                Scraping.get(obs, "?name%5B%5D=service_health&name[]=job_processing_duration_seconds_count", Map.of())
                        .body(),
                StandardCharsets.UTF_8);
        assertThat(scrape.lines().filter(line -> line.startsWith("# TYPE")))
                .containsExactly("# TYPE job_processing_duration_seconds histogram", "# TYPE service_health gauge");
    }

    @Test
    void scrapes_besideEachOtherAndBesideTheirCounting_areWholeAndConsistent() throws Exception {
        Meters.Histogram duration =
                obs.meters().histograms(Catalog.JOB_PROCESSING_DURATION).get();
        obs.meters().gauge(Catalog.QUEUE_DEPTH, () -> 42, "captions");
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            Future<Long> counting = threads.submit(() -> {
                long made = 0;
                while (!done.get()) {
                    duration.observeNanos(made % 7_000_000_000L);
                    made++;
                }
                return made;
            });
            List<Future<?>> scraping = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                scraping.add(threads.submit(() -> {
                    for (int k = 0; k < 25; k++) {
                        String scrape = Scraping.text(obs);
                        assertThat(Scraping.value(scrape, "queue_depth{queue=\"captions\"}"))
                                .isEqualTo("42.0");
                        assertThat(Scraping.value(scrape, "job_processing_duration_seconds_count{service=\"shop\"}"))
                                .isEqualTo(Scraping.value(
                                        scrape,
                                        "job_processing_duration_seconds_bucket{service=\"shop\",le=\"+Inf\"}"));
                    }
                    return null;
                }));
            }
            for (Future<?> one : scraping) {
                one.get(1, TimeUnit.MINUTES);
            }
            done.set(true);
            String made = String.valueOf(counting.get(1, TimeUnit.MINUTES));
            assertThat(Scraping.value(Scraping.text(obs), "job_processing_duration_seconds_count{service=\"shop\"}"))
                    .isEqualTo(made);
        } finally {
            done.set(true);
            threads.shutdownNow();
        }
    }
}
