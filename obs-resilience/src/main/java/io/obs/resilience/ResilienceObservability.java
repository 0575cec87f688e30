package io.obs.resilience;

import static java.util.Objects.requireNonNull;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.obs.Observability;
import io.obs.pipeline.Meters.Registration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Observes resilience4j's circuit breakers: their state, their calls by outcome and their failures as metrics, each
 * transition as one line and a span event, and the service DEGRADED while one is open.
 *
 * <p>A breaker made or observed here is a {@link CircuitBreaker} like any other, for resilience4j's decorators too, and
 * costs its calls a few nanoseconds and no allocation. Breakers of a registry of the service's own can be watched as
 * they are; then resilience4j makes an event object for each call. Exceptions are resilience4j's and the service's own.
 *
 * <p>Transitions are seen where they happen: in calls, and in {@code transitionTo...} of the returned breaker. One that
 * happens by itself (the automatic change to HALF_OPEN) is seen by the next call, scrape or health check.
 *
 * <p>Thread-safe. Once obs is closed, breakers work on unobserved.
 *
 * <pre>{@code
 * CircuitBreaker breaker = ResilienceObservability.create(obs).circuitBreaker("job-manager");
 * Job job = breaker.executeCallable(() -> client.fetch(id));
 * }</pre>
 */
public final class ResilienceObservability {

    private final Observability obs;
    private final Map<String, ObservedBreaker> observed = new ConcurrentHashMap<>();

    private ResilienceObservability(Observability obs) {
        this.obs = requireNonNull(obs, "obs");
    }

    public static ResilienceObservability create(Observability obs) {
        return new ResilienceObservability(obs);
    }

    /** The breaker of that dependency, made with resilience4j's defaults if it is new. */
    public CircuitBreaker circuitBreaker(String dependency) {
        return circuitBreaker(dependency, CircuitBreakerConfig.ofDefaults());
    }

    /**
     * The breaker of that dependency, made if it is new; as in resilience4j's registry the first configuration counts.
     *
     * @param dependency what it protects, of low cardinality: its name and the {@code dependency} label
     */
    public CircuitBreaker circuitBreaker(String dependency, CircuitBreakerConfig config) {
        requireNonNull(config, "config");
        return observed.computeIfAbsent(
                requireNonNull(dependency, "dependency"),
                name -> new ObservedBreaker(obs, CircuitBreaker.of(name, config)));
    }

    /**
     * Observes a breaker of the service's own. Its calls are those made through the returned one; its state and its
     * transitions are seen however it is called. A breaker that was observed under the same name before is let go.
     */
    public CircuitBreaker observe(CircuitBreaker breaker) {
        requireNonNull(breaker, "breaker");
        if (breaker instanceof ObservedBreaker) {
            return breaker;
        }
        return requireNonNull(observed.compute(breaker.getName(), (name, before) -> {
            if (before != null) {
                if (before.isOf(breaker)) {
                    return before;
                }
                before.close();
            }
            return new ObservedBreaker(obs, breaker);
        }));
    }

    /**
     * Watches a registry of the service's own: its breakers, and those that are added, replaced and removed later. One
     * that is {@linkplain #observe observed} too is not counted twice.
     *
     * @return ends it; so does the end of obs. Neither keeps anything of obs alive in the registry
     */
    public Registration watch(CircuitBreakerRegistry registry) {
        RegistryWatch watch = RegistryWatch.start(obs, requireNonNull(registry, "registry"), this::isObserved);
        return watch::close;
    }

    private boolean isObserved(CircuitBreaker breaker) {
        ObservedBreaker known = observed.get(breaker.getName());
        return breaker instanceof ObservedBreaker || (known != null && known.isOf(breaker));
    }
}
