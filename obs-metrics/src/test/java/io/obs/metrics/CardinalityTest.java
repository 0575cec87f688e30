package io.obs.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.example.shop.Checkout;
import io.obs.Observability;
import io.obs.catalog.Catalog;
import io.obs.pipeline.Meters;
import io.obs.pipeline.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class CardinalityTest {

    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger("obs.metrics");

    @BeforeEach
    void listen() {
        lines.start();
        logger.addAppender(lines);
    }

    @AfterEach
    void stopListening() {
        logger.detachAppender(lines);
    }

    @Test
    void millionValues_foldAtTheCap_andNothingIsLost() throws Exception {
        try (Observability obs = Scraping.quiet().build()) {
            Meters.Family<Meters.Counter> errors = obs.meters().counters(Catalog.CIRCUIT_BREAKER_FAILURES);
            int threads = 4;
            CountDownLatch start = new CountDownLatch(1);
            ExecutorService pool = Executors.newFixedThreadPool(threads);
            List<Future<?>> running = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                int of = t;
                running.add(pool.submit(() -> {
                    start.await();
                    for (int i = 0; i < 250_000; i++) {
                        errors.get("value-" + (i * threads + of)).inc();
                    }
                    return null;
                }));
            }
            start.countDown();
            for (Future<?> one : running) {
                one.get(2, TimeUnit.MINUTES);
            }
            pool.shutdown();
            String scrape = Scraping.text(obs);
            List<String> series = scrape.lines()
                    .filter(line -> line.startsWith("circuit_breaker_failures_total{"))
                    .toList();
            assertThat(series).hasSize(101);
            assertThat(series.stream().mapToDouble(CardinalityTest::value).sum())
                    .isEqualTo(1_000_000);
            double folded = value(series.stream()
                    .filter(line -> line.contains("\"_other\""))
                    .findFirst()
                    .orElseThrow());
            assertThat(Scraping.value(scrape, "obs_dropped_total{reason=\"cardinality\",signal=\"metric\"}"))
                    .isEqualTo(Double.toString(folded));
            assertThat(obs.drops().totals().get(new io.obs.pipeline.Drops.Kind(Signal.METRIC, "cardinality")))
                    .isEqualTo((long) folded);
            assertThat(lines.list).hasSize(1);
        }
    }

    private static double value(String line) {
        return Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
    }

    @Test
    void firstFold_namesMetricLabelSampleAndCallSite_once() {
        try (Observability obs =
                Scraping.quiet().set("obs.metrics.label.caps", "queue=2").build()) {
            Checkout checkout = new Checkout(obs);
            checkout.ack("a");
            checkout.ack("b");
            checkout.ack("evil\n\u001B[31mname");
            checkout.ack("more");
            assertThat(lines.list)
                    .singleElement()
                    .satisfies(line -> assertThat(line.getFormattedMessage())
                            .contains("label queue of queue_acks_total has 2 values")
                            .contains("\"evil??[31mname\"")
                            .contains("(from com.example.shop.Checkout.ack(Checkout.java:")
                            .doesNotContain("\n"));
            assertThat(Scraping.text(obs)).contains("queue_acks_total{queue=\"_other\",status=\"ack\"} 2.0\n");
        }
    }

    @Test
    void caps_perLabel_goBeforeTheGeneralOne() {
        try (Observability obs = Scraping.quiet()
                .set("obs.metrics.label.cap", "3")
                .set("obs.metrics.label.caps", "dependency=5")
                .build()) {
            for (int i = 0; i < 10; i++) {
                obs.meters().counters(Catalog.CIRCUIT_BREAKER_FAILURES).get("d" + i);
                obs.meters().histograms(Catalog.QUEUE_PROCESSING_DURATION).get("q" + i);
            }
            String scrape = Scraping.text(obs);
            assertThat(scrape.lines().filter(line -> line.startsWith("circuit_breaker_failures_total{")))
                    .hasSize(6);
            assertThat(scrape.lines().filter(line -> line.startsWith("queue_processing_duration_seconds_count")))
                    .hasSize(4);
        }
    }

    @Test
    void family_withTooManySeries_foldsItsOpenLabels() {
        try (Observability obs =
                Scraping.quiet().set("obs.metrics.series.cap", "100").build()) {
            Meters.Family<Meters.Counter> requests = obs.meters().counters(Catalog.HTTP_REQUESTS);
            for (int endpoint = 0; endpoint < 50; endpoint++) {
                for (int status = 200; status < 210; status++) {
                    requests.get("/" + endpoint, "GET", String.valueOf(status)).inc();
                }
            }
            List<String> series = Scraping.text(obs)
                    .lines()
                    .filter(line -> line.startsWith("http_requests_total{"))
                    .toList();
            assertThat(series).hasSize(101);
            assertThat(series)
                    .contains(
                            "http_requests_total{endpoint=\"_other\",method=\"_other\",service=\"shop\",status=\"_other\"} 400.0");
        }
    }

    @Test
    void longValues_areCut() {
        try (Observability obs = Scraping.quiet().build()) {
            obs.meters()
                    .counters(Catalog.QUEUE_ACKS)
                    .get("x".repeat(100_000), "ack")
                    .inc();
            assertThat(Scraping.text(obs))
                    .contains(
                            "queue_acks_total{queue=\"" + "x".repeat(LabelGuard.MAX_LENGTH) + "\",status=\"ack\"} 1.0");
        }
    }
}
