package io.obs.caffeine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.obs.Observability;
import io.obs.cache.CacheAction;
import io.obs.cache.CacheHandler;
import io.obs.cache.CacheOperation;
import io.obs.testkit.TestTelemetry;
import io.obs.testkit.cache.CacheContract;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The handler by itself, around a service's own cache. */
class OwnCacheIT implements CacheContract {

    @Override
    public Set<String> timed() {
        return Set.of("get", "set", "delete");
    }

    @Override
    public Cache open(Observability obs) {
        CacheHandler cache = CacheHandler.create(obs);
        Map<String, String> map = new ConcurrentHashMap<>();
        return new Cache() {
            @Override
            public @Nullable String get(String key) {
                return cache.get(() -> map.get(key));
            }

            @Override
            public List<@Nullable String> getAll(List<String> keys) {
                CacheOperation operation = cache.start(CacheAction.GET);
                List<@Nullable String> found = new ArrayList<>();
                for (String key : keys) {
                    String value = map.get(key);
                    found.add(value);
                    if (value == null) {
                        operation.miss(1);
                    } else {
                        operation.hit(1);
                    }
                }
                operation.end();
                return found;
            }

            @Override
            public void set(String key, String value) {
                cache.run(CacheAction.SET, () -> map.put(key, value));
            }

            @Override
            public void delete(String key) {
                cache.run(CacheAction.DELETE, () -> map.remove(key));
            }

            @Override
            public void close() {}
        };
    }

    private static void assertLookUps(TestTelemetry telemetry, int hits, int misses) {
        assertThat(telemetry.scrape().value("cache_requests_total", "result", "hit"))
                .hasValue(hits);
        assertThat(telemetry.scrape().value("cache_requests_total", "result", "miss"))
                .hasValue(misses);
    }

    @Test
    void optionals_areMissesWhereEmpty_andStagesCountWhenTheyEnd() {
        try (TestTelemetry telemetry = TestTelemetry.start()) {
            CacheHandler cache = CacheHandler.create(telemetry.obs());
            Optional<String> none = cache.get(Optional::empty);
            Optional<String> some = cache.get(() -> Optional.of("value"));
            assertThat(none).isEmpty();
            assertThat(some).contains("value");
            assertLookUps(telemetry, 1, 1);
            CompletableFuture<@Nullable String> later = new CompletableFuture<>();
            CompletableFuture<@Nullable String> got = cache.get(() -> later);
            assertThat(got).isSameAs(later);
            assertLookUps(telemetry, 1, 1);
            later.complete(null);
            assertLookUps(telemetry, 1, 2);
        }
    }

    @Test
    void failedLookUp_isNeitherHitNorMiss_andItsExceptionGoesOn() {
        try (TestTelemetry telemetry = TestTelemetry.start()) {
            CacheHandler cache = CacheHandler.create(telemetry.obs());
            IOException failure = new IOException("disk");
            assertThat(catchThrowable(() -> cache.get(() -> {
                        throw failure;
                    })))
                    .isSameAs(failure);
            assertThat(catchThrowable(() -> cache.run(CacheAction.SET, () -> {
                        throw failure;
                    })))
                    .isSameAs(failure);
            CompletableFuture<String> failed = cache.get(() -> CompletableFuture.failedFuture(failure));
            assertThat(failed).isCompletedExceptionally();
            assertLookUps(telemetry, 0, 0);
            assertThat(telemetry.scrape().value("cache_operation_duration_seconds_count", "operation", "get"))
                    .hasValue(2);
        }
    }
}
