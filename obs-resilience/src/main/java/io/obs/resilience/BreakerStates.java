package io.obs.resilience;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.obs.breaker.BreakerState;

/** resilience4j's states in obs's words. */
final class BreakerStates {

    private BreakerStates() {}

    static BreakerState of(CircuitBreaker.State state) {
        return switch (state) {
            case CLOSED -> BreakerState.CLOSED;
            case OPEN -> BreakerState.OPEN;
            case HALF_OPEN -> BreakerState.HALF_OPEN;
            case FORCED_OPEN -> BreakerState.FORCED_OPEN;
            case DISABLED -> BreakerState.DISABLED;
            case METRICS_ONLY -> BreakerState.METRICS_ONLY;
        };
    }
}
