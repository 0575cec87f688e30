package io.obs.caffeine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.github.benmanes.caffeine.cache.AsyncLoadingCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.obs.Observability;
import io.obs.testkit.Scrape;
import io.obs.testkit.TestTelemetry;
import io.obs.testkit.cache.CacheContract;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CaffeineObservabilityIT implements CacheContract {

    @Override
    public Set<String> timed() {
        return Set.of();
    }

    @Override
    public Cache open(Observability obs) {
        com.github.benmanes.caffeine.cache.Cache<String, String> cache =
                CaffeineObservability.create(obs).observe(Caffeine.newBuilder()).build();
        return new Cache() {
            @Override
            public @Nullable String get(String key) {
                return cache.getIfPresent(key);
            }

            @Override
            public List<@Nullable String> getAll(List<String> keys) {
                Map<String, String> found = cache.getAllPresent(keys);
                return keys.stream().<@Nullable String>map(found::get).toList();
            }

            @Override
            public void set(String key, String value) {
                cache.put(key, value);
            }

            @Override
            public void delete(String key) {
                cache.invalidate(key);
            }

            @Override
            public void close() {}
        };
    }

    private static void assertScrape(TestTelemetry telemetry, int hits, int misses, int loads) {
        telemetry.eventually(() -> {
            Scrape scrape = telemetry.scrape();
            assertThat(scrape.value("cache_requests_total", "result", "hit")).hasValue(hits);
            assertThat(scrape.value("cache_requests_total", "result", "miss")).hasValue(misses);
            assertThat(scrape.value("cache_operation_duration_seconds_count", "operation", "load"))
                    .hasValue(loads);
        });
    }

    @Test
    void loads_areTimed_alsoThoseThatFail() {
        try (TestTelemetry telemetry = TestTelemetry.start()) {
            LoadingCache<String, String> cache = CaffeineObservability.create(telemetry.obs())
                    .observe(Caffeine.newBuilder())
                    .build(key -> {
                        if (key.isEmpty()) {
                            throw new IllegalArgumentException("no key");
                        }
                        return key + "!";
                    });
            assertThat(cache.get("a")).isEqualTo("a!");
            assertThat(cache.get("a")).isEqualTo("a!");
            assertThat(catchThrowable(() -> cache.get("")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("no key");
            assertScrape(telemetry, 1, 2, 2);
            assertThat(cache.stats().hitCount()).isEqualTo(1);
            assertThat(cache.stats().loadFailureCount()).isEqualTo(1);
        }
    }

    @Test
    void asynchronousCache_isObservedToo() throws Exception {
        try (TestTelemetry telemetry = TestTelemetry.start()) {
            AsyncLoadingCache<String, String> cache = CaffeineObservability.create(telemetry.obs())
                    .observe(Caffeine.newBuilder())
                    .buildAsync(key -> key + "!");
            assertThat(cache.get("a").get()).isEqualTo("a!");
            assertThat(cache.get("a").get()).isEqualTo("a!");
            assertScrape(telemetry, 1, 1, 1);
        }
    }

    @Test
    void builderThatRecordsAlready_isRefused() {
        try (TestTelemetry telemetry = TestTelemetry.start()) {
            CaffeineObservability caffeine = CaffeineObservability.create(telemetry.obs());
            assertThatThrownBy(() -> caffeine.observe(Caffeine.newBuilder().recordStats()))
                    .isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> caffeine.observe(null)).isInstanceOf(NullPointerException.class);
        }
    }
}
