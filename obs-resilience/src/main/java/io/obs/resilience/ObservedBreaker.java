package io.obs.resilience;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.obs.Observability;
import io.obs.breaker.BreakerHandler;
import io.obs.pipeline.Failures;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * A breaker around a breaker: lets it decide, counts what it decided, looks whether its state has changed.
 *
 * <p>All of resilience4j's ways to call come through the few methods here that do more than pass on.
 */
final class ObservedBreaker implements CircuitBreaker, AutoCloseable {

    private final CircuitBreaker breaker;
    private final Transitions transitions;
    private final BreakerHandler handler;
    private final Failures failures;
    private final long slowNanos;

    ObservedBreaker(Observability obs, CircuitBreaker breaker) {
        this.breaker = breaker;
        transitions = new Transitions(breaker);
        handler = BreakerHandler.create(obs, breaker.getName(), transitions::look, new Commands(this));
        transitions.tell(handler);
        failures = obs.pipeline().failures();
        slowNanos =
                breaker.getCircuitBreakerConfig().getSlowCallDurationThreshold().toNanos();
    }

    boolean isOf(CircuitBreaker other) {
        return breaker == other;
    }

    @Override
    public boolean tryAcquirePermission() {
        boolean permitted = breaker.tryAcquirePermission();
        transitions.look();
        if (!permitted) {
            handler.notPermitted();
        }
        return permitted;
    }

    @Override
    public void acquirePermission() {
        try {
            breaker.acquirePermission();
        } catch (CallNotPermittedException e) {
            transitions.look();
            handler.notPermitted();
            throw e;
        }
        transitions.look();
    }

    @Override
    public void onSuccess(long duration, TimeUnit unit) {
        breaker.onSuccess(duration, unit);
        ended(duration, unit);
        handler.success();
    }

    @Override
    public void onResult(long duration, TimeUnit unit, Object result) {
        breaker.onResult(duration, unit, result);
        ended(duration, unit);
        if (isRecorded(result)) {
            handler.failure();
        } else {
            handler.success();
        }
    }

    @Override
    public void onError(long duration, TimeUnit unit, Throwable error) {
        breaker.onError(duration, unit, error);
        ended(duration, unit);
        switch (outcome(error)) {
            case FAILURE -> handler.failure();
            case IGNORED -> handler.ignored();
            case SUCCESS -> handler.success();
        }
    }

    private void ended(long duration, TimeUnit unit) {
        long nanos = unit.toNanos(duration);
        if (nanos > slowNanos) {
            handler.slow(nanos);
        }
        transitions.look();
    }

    private enum Outcome {
        SUCCESS,
        FAILURE,
        IGNORED
    }

    /** As the breaker itself has just decided, by the service's own predicates, which are asked a second time. */
    private Outcome outcome(Throwable error) {
        boolean wrapped = error instanceof CompletionException || error instanceof ExecutionException;
        Throwable cause = wrapped ? error.getCause() : error;
        CircuitBreakerConfig config = breaker.getCircuitBreakerConfig();
        try {
            if (config.getIgnoreExceptionPredicate().test(cause)) {
                return Outcome.IGNORED;
            }
            return config.getRecordExceptionPredicate().test(cause) ? Outcome.FAILURE : Outcome.SUCCESS;
        } catch (Throwable e) {
            failures.caught("breaker", e);
            return Outcome.FAILURE;
        }
    }

    private boolean isRecorded(Object result) {
        try {
            return result != null
                    && breaker.getCircuitBreakerConfig()
                            .getRecordResultPredicate()
                            .test(result);
        } catch (Throwable e) {
            failures.caught("breaker", e);
            return false;
        }
    }

    @Override
    public void releasePermission() {
        breaker.releasePermission();
    }

    @Override
    public void reset() {
        breaker.reset();
        transitions.look();
    }

    @Override
    public void transitionToClosedState() {
        breaker.transitionToClosedState();
        transitions.look();
    }

    @Override
    public void transitionToOpenState() {
        breaker.transitionToOpenState();
        transitions.look();
    }

    @Override
    public void transitionToOpenStateFor(Duration wait) {
        breaker.transitionToOpenStateFor(wait);
        transitions.look();
    }

    @Override
    public void transitionToOpenStateUntil(Instant until) {
        breaker.transitionToOpenStateUntil(until);
        transitions.look();
    }

    @Override
    public void transitionToHalfOpenState() {
        breaker.transitionToHalfOpenState();
        transitions.look();
    }

    @Override
    public void transitionToDisabledState() {
        breaker.transitionToDisabledState();
        transitions.look();
    }

    @Override
    public void transitionToMetricsOnlyState() {
        breaker.transitionToMetricsOnlyState();
        transitions.look();
    }

    @Override
    public void transitionToForcedOpenState() {
        breaker.transitionToForcedOpenState();
        transitions.look();
    }

    @Override
    public String getName() {
        return breaker.getName();
    }

    @Override
    public State getState() {
        return breaker.getState();
    }

    @Override
    public CircuitBreakerConfig getCircuitBreakerConfig() {
        return breaker.getCircuitBreakerConfig();
    }

    @Override
    public Metrics getMetrics() {
        return breaker.getMetrics();
    }

    @Override
    public Map<String, String> getTags() {
        return breaker.getTags();
    }

    @Override
    public EventPublisher getEventPublisher() {
        return breaker.getEventPublisher();
    }

    @Override
    public long getCurrentTimestamp() {
        return breaker.getCurrentTimestamp();
    }

    @Override
    public TimeUnit getTimestampUnit() {
        return breaker.getTimestampUnit();
    }

    @Override
    public String toString() {
        return breaker.toString();
    }

    /** Stops showing it. */
    @Override
    public void close() {
        handler.close();
    }
}
