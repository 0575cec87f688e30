package io.obs.resilience;

import static java.util.Objects.requireNonNull;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.obs.breaker.BreakerHandler;
import io.obs.breaker.BreakerState;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Finds transitions by looking whether the state is another than when it was last looked at. resilience4j would tell by
 * an event, but then it makes one for every call (docs/rationale.md).
 */
final class Transitions {

    private final CircuitBreaker breaker;
    private final AtomicReference<CircuitBreaker.State> seen;
    private volatile @Nullable BreakerHandler handler;

    Transitions(CircuitBreaker breaker) {
        this.breaker = breaker;
        this.seen = new AtomicReference<>(breaker.getState());
    }

    void tell(BreakerHandler hears) {
        handler = hears;
    }

    /** The state now; who sees a new one first tells of it. */
    BreakerState look() {
        CircuitBreaker.State before =
                requireNonNull(seen.get()); // before the state itself, or an old one could seem new
        CircuitBreaker.State now = breaker.getState();
        if (now != before && seen.compareAndSet(before, now)) {
            BreakerHandler hears = handler;
            if (hears != null) {
                hears.transition(BreakerStates.of(before), BreakerStates.of(now));
            }
        }
        return BreakerStates.of(now);
    }
}
