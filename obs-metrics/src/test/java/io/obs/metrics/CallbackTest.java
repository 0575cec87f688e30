package io.obs.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.obs.Observability;
import io.obs.catalog.Catalog;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Callbacks of the service that throw or hang. */
class CallbackTest {

    private static final String DEPTH = "queue_depth{queue=\"captions\"}";

    private final Observability obs =
            Scraping.quiet().set("obs.metrics.callback.timeout", "300ms").build();
    private final CountDownLatch released = new CountDownLatch(1);

    @AfterEach
    void stop() {
        released.countDown();
        obs.close();
    }

    private double hang() {
        try {
            released.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 99;
    }

    @Test
    void gauge_thatThrows_isLeftOutAndCounted_andTheOthersStay() {
        AtomicBoolean broken = new AtomicBoolean(true);
        obs.meters().gauge(Catalog.QUEUE_DEPTH, () -> 1, "videos");
        obs.meters()
                .gauge(
                        Catalog.QUEUE_DEPTH,
                        () -> {
                            if (broken.get()) {
                                throw new StackOverflowError("an Error, not an Exception");
                            }
                            return 2;
                        },
                        "captions");
        assertThat(Scraping.family(Scraping.text(obs), "queue_depth"))
                .endsWith("gauge\nqueue_depth{queue=\"videos\"} 1.0\n");
        assertThat(Scraping.value(Scraping.text(obs), "obs_internal_errors_total{component=\"metric\"}"))
                .isEqualTo("2.0");
        broken.set(false);
        assertThat(Scraping.value(Scraping.text(obs), DEPTH)).isEqualTo("2.0");
    }

    @Test
    void gauge_thatHasNothingToSay_isLeftOutAndNoFailure() {
        AtomicBoolean unknown = new AtomicBoolean(true);
        obs.meters().gauge(Catalog.QUEUE_DEPTH, () -> unknown.get() ? Double.NaN : 2, "captions");
        assertThat(Scraping.text(obs)).doesNotContain("queue_depth").doesNotContain("component=\"metric\"");
        unknown.set(false);
        assertThat(Scraping.value(Scraping.text(obs), DEPTH)).isEqualTo("2.0");
        unknown.set(true);
        assertThat(Scraping.text(obs)).doesNotContain("queue_depth");
    }

    @Test
    void gauge_thatHangs_showsItsLastValue_andIsNotAskedAgain() {
        AtomicBoolean hanging = new AtomicBoolean();
        AtomicInteger asked = new AtomicInteger();
        obs.meters()
                .gauge(
                        Catalog.QUEUE_DEPTH,
                        () -> {
                            asked.incrementAndGet();
                            return hanging.get() ? hang() : 7;
                        },
                        "captions");
        obs.meters().gauge(Catalog.QUEUE_DEPTH, () -> 1, "videos");
        assertThat(Scraping.value(Scraping.text(obs), DEPTH)).isEqualTo("7.0");
        hanging.set(true);
        for (int i = 0; i < 5; i++) {
            String scrape = Scraping.text(obs);
            assertThat(Scraping.value(scrape, DEPTH)).isEqualTo("7.0");
            assertThat(Scraping.value(scrape, "queue_depth{queue=\"videos\"}")).isEqualTo("1.0");
        }
        assertThat(asked).hasValue(2);
        released.countDown();
        await().untilAsserted(() ->
                assertThat(Scraping.value(Scraping.text(obs), DEPTH)).isEqualTo("99.0"));
    }

    @Test
    void gauges_thatAllHang_leaveTheScrapeAnswering() {
        for (int i = 0; i < 50; i++) {
            obs.meters().gauge(Catalog.CIRCUIT_BREAKER_STATE, this::hang, "dependency-" + i);
        }
        for (int i = 0; i < 3; i++) {
            assertThat(Scraping.text(obs)).contains("service_info{").doesNotContain("circuit_breaker_state{");
        }
        assertThat(Thread.getAllStackTraces().keySet().stream()
                        .filter(thread -> thread.getName().startsWith("obs-metrics-callbacks"))
                        .peek(thread -> assertThat(thread.isDaemon()).isTrue()))
                .hasSizeLessThanOrEqualTo(32);
    }

    @Test
    void functionCounter_ofTheServiceThatThrows_takesOnlyItselfAway() {
        MeterRegistry registry = obs.find(MeterRegistry.class).orElseThrow();
        registry.counter("videos.uploaded").increment();
        FunctionCounter.builder("videos.broken", obs, o -> {
                    throw new IllegalStateException("on purpose");
                })
                .register(registry);
        String scrape = Scraping.text(obs);
        assertThat(Scraping.value(scrape, "videos_uploaded_total")).isEqualTo("1.0");
        assertThat(scrape).contains("service_info{").doesNotContain("videos_broken");
        assertThat(Scraping.value(Scraping.text(obs), "obs_internal_errors_total{component=\"metric\"}"))
                .isEqualTo("2.0");
    }

    @Test
    void gauge_ofTheServiceThatHangs_holdsNothingUp() {
        MeterRegistry registry = obs.find(MeterRegistry.class).orElseThrow();
        registry.counter("videos.uploaded").increment();
        FunctionCounter.builder("videos.hanging", obs, o -> hang()).register(registry);
        for (int i = 0; i < 3; i++) {
            String scrape = Scraping.text(obs);
            assertThat(Scraping.value(scrape, "videos_uploaded_total")).isEqualTo("1.0");
            assertThat(scrape).contains("service_info{").doesNotContain("videos_hanging");
        }
        released.countDown();
        await().untilAsserted(() -> assertThat(Scraping.text(obs)).contains("videos_hanging_total 99.0\n"));
    }
}
