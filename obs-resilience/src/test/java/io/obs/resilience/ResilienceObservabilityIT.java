package io.obs.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.obs.health.HealthStatus;
import io.obs.pipeline.Meters.Registration;
import io.obs.testkit.TestTelemetry;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ResilienceObservabilityIT {

    private static final CircuitBreakerConfig TWO_FAILURES = CircuitBreakerConfig.custom()
            .slidingWindowSize(2)
            .minimumNumberOfCalls(2)
            .permittedNumberOfCallsInHalfOpenState(1)
            .waitDurationInOpenState(Duration.ofHours(1))
            .ignoreExceptions(IllegalArgumentException.class)
            .build();

    private final TestTelemetry telemetry = TestTelemetry.start(builder -> builder.set("obs.health.cache", "0s"));
    private final ResilienceObservability resilience = ResilienceObservability.create(telemetry.obs());

    @AfterEach
    void close() {
        telemetry.close();
    }

    private void calls(CircuitBreaker breaker, double success, double failure, double ignored, double notPermitted) {
        double[] counts = {success, failure, ignored, notPermitted};
        String[] outcomes = {"success", "failure", "ignored", "not_permitted"};
        for (int i = 0; i < counts.length; i++) {
            assertThat(telemetry
                            .scrape()
                            .value(
                                    "circuit_breaker_calls_total",
                                    "dependency",
                                    breaker.getName(),
                                    "outcome",
                                    outcomes[i]))
                    .as(outcomes[i])
                    .hasValue(counts[i]);
        }
        assertThat(telemetry.scrape().value("circuit_breaker_failures_total", "dependency", breaker.getName()))
                .hasValue(failure);
    }

    private void state(CircuitBreaker breaker, int code) {
        assertThat(telemetry.scrape().value("circuit_breaker_state", "dependency", breaker.getName()))
                .hasValue(code);
    }

    private static void fail(CircuitBreaker breaker) {
        assertThatThrownBy(() -> breaker.executeCallable(() -> {
                    throw new IOException("down");
                }))
                .isExactlyInstanceOf(IOException.class);
    }

    @Test
    void series_existAtZero() {
        CircuitBreaker breaker = resilience.circuitBreaker("fresh");
        calls(breaker, 0, 0, 0, 0);
        state(breaker, 0);
    }

    @Test
    void outcomes_areCountedHoweverItIsCalled() throws Exception {
        CircuitBreaker breaker = resilience.circuitBreaker("mixed", TWO_FAILURES);
        assertThat(breaker.executeCallable(() -> "a")).isEqualTo("a");
        assertThat(breaker.executeSupplier(() -> "b")).isEqualTo("b");
        breaker.executeRunnable(() -> {});
        assertThat(breaker.executeCompletionStage(() -> CompletableFuture.completedFuture("c"))
                        .toCompletableFuture()
                        .get())
                .isEqualTo("c");
        assertThat(CircuitBreaker.decorateSupplier(breaker, () -> "d").get()).isEqualTo("d");
        assertThatThrownBy(() -> breaker.executeRunnable(() -> {
                    throw new IllegalArgumentException("caller's own");
                }))
                .isExactlyInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> breaker.executeCompletionStage(
                                () -> CompletableFuture.failedFuture(new IOException("down")))
                        .toCompletableFuture()
                        .get())
                .isInstanceOf(ExecutionException.class)
                .hasCauseExactlyInstanceOf(IOException.class);
        calls(breaker, 5, 1, 1, 0);
    }

    @Test
    void opening_isALineAStateAndADegradedService() {
        CircuitBreaker breaker = resilience.circuitBreaker("job-manager", TWO_FAILURES);
        fail(breaker);
        fail(breaker);
        state(breaker, 1);
        assertThatThrownBy(() -> breaker.executeSupplier(() -> "never")).isInstanceOf(CallNotPermittedException.class);
        assertThat(breaker.tryAcquirePermission()).isFalse();
        calls(breaker, 0, 2, 0, 2);
        telemetry.eventually(() -> assertThat(telemetry.obs().health().status()).isEqualTo(HealthStatus.DEGRADED));
        assertThat(telemetry.lines("obs.breaker"))
                .singleElement()
                .satisfies(line -> assertThat(line.fields())
                        .containsEntry("level", "WARN")
                        .containsEntry("dependency", "job-manager")
                        .containsEntry("from_state", "CLOSED")
                        .containsEntry("to_state", "OPEN"));

        breaker.transitionToHalfOpenState();
        state(breaker, 2);
        breaker.executeRunnable(() -> {});
        state(breaker, 0);
        telemetry.eventually(() -> assertThat(telemetry.obs().health().status()).isEqualTo(HealthStatus.HEALTHY));
        assertThat(telemetry.lines("obs.breaker"))
                .extracting(line -> line.text("level") + " " + line.text("to_state"))
                .containsExactly("WARN OPEN", "WARN HALF_OPEN", "INFO CLOSED");
    }

    @Test
    void codes_ofTheOtherStates() {
        CircuitBreaker breaker = resilience.circuitBreaker("codes");
        breaker.transitionToForcedOpenState();
        state(breaker, 1);
        breaker.transitionToDisabledState();
        state(breaker, 0);
        breaker.transitionToMetricsOnlyState();
        state(breaker, 0);
        assertThat(telemetry.lines("obs.breaker"))
                .extracting(line -> line.text("to_state"))
                .containsExactly("FORCED_OPEN", "DISABLED", "METRICS_ONLY");
    }

    @Test
    void transitionThatNobodyMade_isSeenByTheNextScrape() {
        CircuitBreaker bare = CircuitBreaker.of("bare", TWO_FAILURES);
        CircuitBreaker observed = resilience.observe(bare);
        assertThat(resilience.observe(bare)).isSameAs(observed);
        bare.transitionToOpenState();
        assertThat(telemetry.lines("obs.breaker")).isEmpty();
        state(observed, 1);
        assertThat(telemetry.lines("obs.breaker"))
                .singleElement()
                .satisfies(line -> assertThat(line.text("to_state")).isEqualTo("OPEN"));
    }

    @Test
    void registry_isFollowed() {
        CircuitBreakerRegistry registry = CircuitBreakerRegistry.of(TWO_FAILURES);
        CircuitBreaker early = registry.circuitBreaker("early");
        Registration watch = resilience.watch(registry);
        CircuitBreaker late = registry.circuitBreaker("late");
        for (CircuitBreaker breaker : new CircuitBreaker[] {early, late}) {
            breaker.executeRunnable(() -> {});
            fail(breaker);
            assertThatThrownBy(() -> breaker.executeSupplier(() -> "never"))
                    .isInstanceOf(CallNotPermittedException.class);
            calls(breaker, 1, 1, 0, 1);
            state(breaker, 1);
        }
        assertThat(telemetry.lines("obs.breaker")).hasSize(2);

        CircuitBreaker other = CircuitBreaker.of("early", TWO_FAILURES);
        registry.replace("early", other);
        state(other, 0);
        other.executeRunnable(() -> {});
        calls(other, 2, 1, 0, 1);
        early.transitionToClosedState();
        assertThat(telemetry.lines("obs.breaker")).hasSize(2);

        registry.remove("late");
        assertThat(telemetry.scrape().value("circuit_breaker_state", "dependency", "late"))
                .isEmpty();
        telemetry.eventually(() -> assertThat(telemetry.obs().health().status()).isEqualTo(HealthStatus.HEALTHY));

        watch.remove();
        other.executeRunnable(() -> {});
        registry.circuitBreaker("later still");
        assertThat(telemetry.scrape().value("circuit_breaker_state", "dependency", "later still"))
                .isEmpty();
        calls(other, 2, 1, 0, 1);
    }

    @Test
    void breaker_worksOnOnceObsIsClosed() {
        CircuitBreaker breaker = resilience.circuitBreaker("closed", TWO_FAILURES);
        CircuitBreakerRegistry registry = CircuitBreakerRegistry.of(TWO_FAILURES);
        resilience.watch(registry);
        telemetry.obs().close();
        fail(breaker);
        fail(breaker);
        assertThat(breaker.getState()).isEqualTo(CircuitBreaker.State.OPEN);
        fail(registry.circuitBreaker("late"));
        assertThat(telemetry.lines("obs.breaker")).isEmpty();
    }
}
