package io.obs.resilience;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.obs.breaker.BreakerCommands;

/** What operators may do to a breaker, in resilience4j's words. */
record Commands(CircuitBreaker breaker) implements BreakerCommands {

    @Override
    public void forceOpen() {
        breaker.transitionToForcedOpenState();
    }

    @Override
    public void close() {
        breaker.transitionToClosedState();
    }

    @Override
    public void reset() {
        breaker.reset();
    }
}
