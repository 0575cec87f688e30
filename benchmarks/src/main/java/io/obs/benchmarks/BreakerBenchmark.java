package io.obs.benchmarks;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.obs.Observability;
import io.obs.resilience.ResilienceObservability;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A successful call through a resilience4j circuit breaker: bare, and measured in three ways. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class BreakerBenchmark {

    /** Which calls the breaker remembers. */
    @Param({"COUNT_BASED", "TIME_BASED"})
    SlidingWindowType window = SlidingWindowType.COUNT_BASED;

    private final Observability obs = Observability.builder()
            .service("bench")
            .set("obs.admin.enabled", "false")
            .build();

    @SuppressWarnings("UnnecessaryLambda") // one object, so that no measured call makes one
    private final Supplier<String> work = () -> "done";

    private final LongAdder consumed = new LongAdder();
    private CircuitBreaker bare = CircuitBreaker.ofDefaults("bare");
    private CircuitBreaker micrometer = bare;
    private CircuitBreaker eventConsumers = bare;
    private CircuitBreaker observed = bare;

    @Setup
    public void setUp() {
        CircuitBreakerConfig config =
                CircuitBreakerConfig.custom().slidingWindowType(window).build();
        bare = CircuitBreaker.of("bare", config);
        CircuitBreakerRegistry registry = CircuitBreakerRegistry.of(config);
        micrometer = registry.circuitBreaker("micrometer");
        TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(registry)
                .bindTo(new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
        eventConsumers = CircuitBreaker.of("consumers", config);
        eventConsumers.getEventPublisher().onSuccess(event -> consumed.increment());
        observed = ResilienceObservability.create(obs).circuitBreaker("observed", config);
    }

    @TearDown
    public void tearDown() {
        obs.close();
    }

    @Benchmark
    public String bare() {
        return bare.executeSupplier(work);
    }

    @Benchmark
    public String micrometer() {
        return micrometer.executeSupplier(work);
    }

    @Benchmark
    public String eventConsumers() {
        return eventConsumers.executeSupplier(work);
    }

    @Benchmark
    public String obs() {
        return observed.executeSupplier(work);
    }
}
