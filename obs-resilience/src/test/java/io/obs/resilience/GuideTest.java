package io.obs.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.obs.Observability;
import io.obs.testkit.GuidePage;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The guide's Java, compiled and run. */
class GuideTest {

    @FunctionalInterface
    private interface Client {
        String fetch(int id) throws Exception;
    }

    @Test
    void page_isTrue() throws Exception {
        GuidePage.of(Path.of("../docs/guide/circuit-breakers.md"))
                .isCompiledIn(Path.of("src/test/java/io/obs/resilience/GuideTest.java"));
        CircuitBreakerConfig config = CircuitBreakerConfig.ofDefaults();
        CircuitBreakerRegistry registry = CircuitBreakerRegistry.ofDefaults();
        Client client = asked -> "job " + asked;
        int id = 7;
        try (Observability obs = Observability.builder()
                .withoutDiscovery()
                .set("obs.admin.enabled", "false")
                .build()) {
            CircuitBreaker breaker = ResilienceObservability.create(obs).circuitBreaker("job-manager", config);
            String job = breaker.executeCallable(() -> client.fetch(id));
            assertThat(job).isEqualTo("job 7");
            ResilienceObservability.create(obs).watch(registry);
            registry.circuitBreaker("late").executeRunnable(() -> {});
        }
    }
}
