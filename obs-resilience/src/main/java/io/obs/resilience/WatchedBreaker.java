package io.obs.resilience;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.event.CircuitBreakerEvent;
import io.github.resilience4j.circuitbreaker.event.CircuitBreakerOnErrorEvent;
import io.github.resilience4j.circuitbreaker.event.CircuitBreakerOnStateTransitionEvent;
import io.github.resilience4j.circuitbreaker.event.CircuitBreakerOnSuccessEvent;
import io.obs.Observability;
import io.obs.breaker.BreakerHandler;
import java.lang.ref.WeakReference;
import java.time.Duration;

/**
 * A breaker that is called as it is, and tells of its calls by events.
 *
 * <p>The breaker holds this only weakly; the watch holds it strongly.
 */
final class WatchedBreaker implements AutoCloseable {

    private final CircuitBreaker breaker;
    private final BreakerHandler handler;
    private final Duration slow;

    private WatchedBreaker(Observability obs, CircuitBreaker breaker) {
        this.breaker = breaker;
        handler = BreakerHandler.create(
                obs, breaker.getName(), () -> BreakerStates.of(breaker.getState()), new Commands(breaker));
        slow = breaker.getCircuitBreakerConfig().getSlowCallDurationThreshold();
    }

    static WatchedBreaker start(Observability obs, CircuitBreaker breaker) {
        WatchedBreaker watched = new WatchedBreaker(obs, breaker);
        WeakReference<WatchedBreaker> weak = new WeakReference<>(watched);
        breaker.getEventPublisher().onEvent(event -> {
            WatchedBreaker alive = weak.get();
            if (alive != null && !alive.handler.isClosed()) {
                alive.heard(event);
            }
        });
        return watched;
    }

    boolean isOf(CircuitBreaker other) {
        return breaker == other;
    }

    private void heard(CircuitBreakerEvent event) {
        switch (event.getEventType()) {
            case SUCCESS -> {
                slow(((CircuitBreakerOnSuccessEvent) event).getElapsedDuration());
                handler.success();
            }
            case ERROR -> {
                slow(((CircuitBreakerOnErrorEvent) event).getElapsedDuration());
                handler.failure();
            }
            case IGNORED_ERROR -> handler.ignored();
            case NOT_PERMITTED -> handler.notPermitted();
            case STATE_TRANSITION -> {
                CircuitBreaker.StateTransition change =
                        ((CircuitBreakerOnStateTransitionEvent) event).getStateTransition();
                handler.transition(BreakerStates.of(change.getFromState()), BreakerStates.of(change.getToState()));
            }
            default -> {
                // RESET, FORCED_OPEN and DISABLED come with their transitions, exceeded rates with theirs.
            }
        }
    }

    private void slow(Duration took) {
        if (took.compareTo(slow) > 0) {
            handler.slow(took.toNanos());
        }
    }

    @Override
    public void close() {
        handler.close();
    }
}
