package io.obs.spring.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.obs.spring.BootApplication;
import io.obs.testkit.TestTelemetry;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A registry that is a bean: its breakers are watched, also those that come later. */
class BreakersIT {

    private final TestTelemetry telemetry = TestTelemetry.start();

    @AfterEach
    void close() {
        telemetry.close();
    }

    private double state(String dependency) {
        return telemetry
                .scrape()
                .value("circuit_breaker_state", "dependency", dependency)
                .orElseThrow();
    }

    @Test
    void openBreaker_isSeenAndDegradesTheService() {
        try (BootApplication application =
                BootApplication.observedBy(telemetry.obs(), WebApplicationType.NONE, Map.of(), Registry.class)) {
            assertThat(state("bank")).isZero();
            assertThat(telemetry.admin("/health")).contains("HEALTHY");
            CircuitBreaker bank = application.bean(CircuitBreakerRegistry.class).circuitBreaker("bank");
            for (int i = 0; i < 2; i++) {
                assertThat(catchThrowable(() -> bank.executeRunnable(() -> {
                            throw new IllegalStateException("down");
                        })))
                        .hasMessage("down");
            }
            assertThat(catchThrowable(() -> bank.executeRunnable(() -> {})))
                    .isInstanceOf(CallNotPermittedException.class);
            assertThat(state("bank")).isEqualTo(1);
            assertThat(telemetry.scrape().value("circuit_breaker_failures_total", "dependency", "bank"))
                    .hasValue(2);
            assertThat(telemetry
                            .scrape()
                            .value("circuit_breaker_calls_total", "dependency", "bank", "outcome", "not_permitted"))
                    .hasValue(1);
            assertThat(telemetry.lines("obs.breaker"))
                    .singleElement()
                    .satisfies(line -> assertThat(line.text("level")).isEqualTo("WARN"));
            telemetry.eventually(() -> assertThat(telemetry.admin("/health")).contains("DEGRADED"));

            application.bean(CircuitBreakerRegistry.class).circuitBreaker("post");
            assertThat(state("post")).isZero();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Registry {
        @Bean
        CircuitBreakerRegistry breakers() {
            CircuitBreakerRegistry registry = CircuitBreakerRegistry.of(CircuitBreakerConfig.custom()
                    .slidingWindowSize(2)
                    .minimumNumberOfCalls(2)
                    .build());
            registry.circuitBreaker("bank");
            return registry;
        }
    }
}
