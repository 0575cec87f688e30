package io.obs.testkit.cache;

import static org.assertj.core.api.Assertions.assertThat;

import io.obs.Observability;
import io.obs.testkit.Scrape;
import io.obs.testkit.TestTelemetry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every cache adapter promises, in the process or on a network. */
public interface CacheContract extends CacheKit {

    List<String> OPERATIONS =
            List.of("get", "set", "delete", "exists", "expire", "incr", "collection", "load", "batch", "other");
    int CROWD = 8;
    int EACH = 200;

    /** A key that no other test uses, so that a standing server can be shared. */
    static String key() {
        return "obs-test-" + UUID.randomUUID();
    }

    private static void assertCounts(TestTelemetry telemetry, int hits, int misses) {
        telemetry.eventually(() -> {
            Scrape scrape = telemetry.scrape();
            assertThat(scrape.value("cache_requests_total", "result", "hit")).hasValue(hits);
            assertThat(scrape.value("cache_requests_total", "result", "miss")).hasValue(misses);
        });
    }

    @Test
    default void families_areAtZeroOnceWired_withExactlyTheirLabels() {
        try (TestTelemetry telemetry = TestTelemetry.start();
                Cache cache = open(telemetry.obs())) {
            assertThat(cache).isNotNull();
            Scrape scrape = telemetry.scrape();
            assertThat(scrape.text())
                    .contains("\ncache_requests_total{result=\"hit\",service=\"under-test\"} 0.0\n")
                    .contains("\ncache_requests_total{result=\"miss\",service=\"under-test\"} 0.0\n")
                    .contains("\ncache_hit_ratio{service=\"under-test\"} 0.0\n");
            assertThat(scrape.series("cache_operation_duration_seconds_count"))
                    .hasSize(OPERATIONS.size())
                    .allSatisfy(series -> assertThat(series.labels()).containsOnlyKeys("operation"))
                    .extracting(series -> series.labels().get("operation"))
                    .containsExactlyInAnyOrderElementsOf(OPERATIONS);
        }
    }

    @Test
    default void lookUps_areHitsAndMisses_andOperationsAreTimed() {
        try (TestTelemetry telemetry = TestTelemetry.start();
                Cache cache = open(telemetry.obs())) {
            String key = key();
            assertThat(cache.get(key)).isNull();
            cache.set(key, "value");
            assertThat(cache.get(key)).isEqualTo("value");
            assertThat(cache.get(key)).isEqualTo("value");
            cache.delete(key);
            assertThat(cache.get(key)).isNull();
            assertCounts(telemetry, 2, 2);
            assertThat(telemetry.scrape().value("cache_hit_ratio")).hasValue(0.5);
            for (String operation : timed()) {
                telemetry.eventually(() -> assertThat(telemetry
                                .scrape()
                                .value("cache_operation_duration_seconds_count", "operation", operation)
                                .orElse(0))
                        .isPositive());
            }
        }
    }

    @Test
    default void keysReadTogether_countEach() {
        try (TestTelemetry telemetry = TestTelemetry.start();
                Cache cache = open(telemetry.obs())) {
            List<String> keys = List.of(key(), key(), key());
            cache.set(keys.get(0), "first");
            cache.set(keys.get(2), "third");
            assertThat(cache.getAll(keys)).containsExactly("first", null, "third");
            assertCounts(telemetry, 2, 1);
            keys.forEach(cache::delete);
        }
    }

    @Test
    default void ratio_looksBackOverTheWindow_andStaysWithoutTraffic() {
        SettableClock clock = new SettableClock();
        try (TestTelemetry telemetry =
                        TestTelemetry.start(builder -> builder.clock(clock).set("obs.cache.window", "10m"));
                Cache cache = open(telemetry.obs())) {
            String key = key();
            cache.get(key);
            assertCounts(telemetry, 0, 1);
            clock.advance(Duration.ofMinutes(6));
            telemetry.scrape(); // caches that count by themselves tell the time by it
            cache.set(key, "value");
            cache.get(key);
            assertCounts(telemetry, 1, 1);
            assertThat(telemetry.scrape().value("cache_hit_ratio")).hasValue(0.5);
            clock.advance(Duration.ofMinutes(6));
            assertThat(telemetry.scrape().value("cache_hit_ratio")).hasValue(1);
            clock.advance(Duration.ofDays(1));
            assertThat(telemetry.scrape().value("cache_hit_ratio")).hasValue(1);
            cache.delete(key);
            cache.get(key);
            assertCounts(telemetry, 1, 2);
            assertThat(telemetry.scrape().value("cache_hit_ratio")).hasValue(0);
        }
    }

    @Test
    default void cachesOfOneService_countTogether() {
        try (TestTelemetry telemetry = TestTelemetry.start();
                Cache one = open(telemetry.obs());
                Cache other = open(telemetry.obs())) {
            String key = key();
            one.set(key, "value");
            one.get(key);
            other.get(key());
            assertCounts(telemetry, 1, 1);
            assertThat(telemetry.scrape().value("cache_hit_ratio")).hasValue(0.5);
            one.delete(key);
        }
    }

    @Test
    default void concurrentLookUps_areAllCounted() throws Exception {
        try (TestTelemetry telemetry = TestTelemetry.start();
                Cache cache = open(telemetry.obs())) {
            String there = key();
            String missing = key();
            cache.set(there, "value");
            ExecutorService crowd = Executors.newFixedThreadPool(CROWD);
            CountDownLatch together = new CountDownLatch(CROWD);
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < CROWD; i++) {
                all.add(crowd.submit(() -> {
                    together.countDown();
                    together.await();
                    for (int n = 0; n < EACH; n++) {
                        assertThat(cache.get(there)).isEqualTo("value");
                        assertThat(cache.get(missing)).isNull();
                    }
                    return null;
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
            crowd.shutdown();
            assertCounts(telemetry, CROWD * EACH, CROWD * EACH);
            cache.delete(there);
        }
    }

    @Test
    default void keysAndValues_areSeenNowhere() {
        try (TestTelemetry telemetry = TestTelemetry.start(builder -> builder.set("obs.cache.spans", "all"));
                Cache cache = open(telemetry.obs())) {
            String key = key() + "-secret-key";
            cache.get(key);
            cache.set(key, "secret-value");
            cache.get(key);
            cache.getAll(List.of(key, key + "2"));
            cache.delete(key);
            assertCounts(telemetry, 2, 2);
            assertThat(telemetry.scrape().text()).doesNotContain("secret");
            assertThat(telemetry.lines().toString()).doesNotContain("secret");
            telemetry.obs().close(); // flushes
            assertThat(telemetry.spans().toString()).doesNotContain("secret");
        }
    }

    @Test
    default void cache_worksOnOnceObsIsClosed() {
        try (TestTelemetry telemetry = TestTelemetry.start()) {
            Observability obs = telemetry.obs();
            try (Cache cache = open(obs)) {
                obs.close();
                String key = key();
                assertThat(cache.get(key)).isNull();
                cache.set(key, "value");
                assertThat(cache.get(key)).isEqualTo("value");
                assertThat(cache.getAll(List.of(key, key()))).containsExactly("value", null);
                cache.delete(key);
            }
            assertThat(telemetry.spans()).isEmpty();
        }
    }
}
