package io.obs.benchmarks;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.binder.cache.CaffeineStatsCounter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.obs.Observability;
import io.obs.caffeine.CaffeineObservability;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A look-up in a Caffeine cache that hits: bare, with Caffeine's own statistics, with Micrometer's, with obs's. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CaffeineBenchmark {

    private static final String KEY = "job-abc123";

    private final Observability obs = Observability.builder()
            .service("bench")
            .set("obs.admin.enabled", "false")
            .build();

    private final Cache<String, String> bare = filled(Caffeine.newBuilder());
    private final Cache<String, String> ownStatistics =
            filled(Caffeine.newBuilder().recordStats());
    private final Cache<String, String> micrometer = filled(Caffeine.newBuilder()
            .recordStats(
                    () -> new CaffeineStatsCounter(new PrometheusMeterRegistry(PrometheusConfig.DEFAULT), "bench")));
    private final Cache<String, String> observed =
            filled(CaffeineObservability.create(obs).observe(Caffeine.newBuilder()));

    private static Cache<String, String> filled(Caffeine<Object, Object> builder) {
        Cache<String, String> cache = builder.maximumSize(10_000).build();
        cache.put(KEY, "captions");
        return cache;
    }

    @TearDown
    public void tearDown() {
        obs.close();
    }

    @Benchmark
    public @Nullable String bare() {
        return bare.getIfPresent(KEY);
    }

    @Benchmark
    public @Nullable String ownStatistics() {
        return ownStatistics.getIfPresent(KEY);
    }

    @Benchmark
    public @Nullable String micrometer() {
        return micrometer.getIfPresent(KEY);
    }

    @Benchmark
    public @Nullable String obs() {
        return observed.getIfPresent(KEY);
    }
}
