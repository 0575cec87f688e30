package io.obs.breaker;

import io.obs.Observability;
import io.obs.catalog.Catalog;
import io.obs.context.RequestContext;
import io.obs.health.HealthCheck;
import io.obs.health.HealthResult;
import io.obs.pipeline.Meters;
import io.obs.pipeline.Meters.Counter;
import io.obs.pipeline.Meters.Registration;
import io.obs.pipeline.Pipeline;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * What obs shows of one circuit breaker: its state at each scrape, its calls by outcome, its transitions as lines and
 * span events, and the service DEGRADED while it is open.
 *
 * <p>Thread-safe; the counting methods allocate nothing. The breaker's library is the adapter's business.
 */
public final class BreakerHandler implements AutoCloseable {

    private static final Attributes NOT_PERMITTED =
            Attributes.of(AttributeKey.stringKey("circuit_breaker.outcome"), "not_permitted");
    private static final AttributeKey<Long> DURATION_MS = AttributeKey.longKey("circuit_breaker.call_duration_ms");
    private static final String CIRCUIT_OPEN = "circuit_open";
    private static final String DEPENDENCY = "dependency";

    private final Pipeline pipeline;
    private final String dependency;
    private final Counter success;
    private final Counter failure;
    private final Counter ignored;
    private final Counter notPermitted;
    private final Counter failures;
    private final Registration gauge;
    private final Registration health;
    private final Registration control;
    private volatile boolean closed;

    private BreakerHandler(
            Observability obs, String dependency, Supplier<BreakerState> state, BreakerCommands commands) {
        this.pipeline = obs.pipeline();
        this.dependency = dependency;
        Meters meters = pipeline.meters();
        Meters.Family<Counter> calls = meters.counters(Catalog.CIRCUIT_BREAKER_CALLS);
        success = calls.get(dependency, "success");
        failure = calls.get(dependency, "failure");
        ignored = calls.get(dependency, "ignored");
        notPermitted = calls.get(dependency, "not_permitted");
        failures = meters.counters(Catalog.CIRCUIT_BREAKER_FAILURES).get(dependency);
        gauge = meters.gauge(Catalog.CIRCUIT_BREAKER_STATE, () -> state.get().code(), dependency);
        health = obs.health().register("circuit breaker " + dependency, HealthCheck.Kind.READINESS, () -> {
            BreakerState now = state.get();
            return now == BreakerState.OPEN || now == BreakerState.FORCED_OPEN
                    ? HealthResult.degraded("circuit breaker " + dependency + " is " + now)
                    : HealthResult.healthy();
        });
        control = BreakerControl.of(obs).add(dependency, state, commands);
    }

    /**
     * Shows a breaker from now on.
     *
     * @param dependency what it protects: the label's value
     * @param state reads its state now; cheap
     * @param commands what operators may do to it
     */
    public static BreakerHandler create(
            Observability obs, String dependency, Supplier<BreakerState> state, BreakerCommands commands) {
        return new BreakerHandler(obs, dependency, state, commands);
    }

    /** A call succeeded. */
    public void success() {
        success.inc();
    }

    /** A call was recorded as a failure: what the request that made it answers with 5xx is the dependency's error. */
    public void failure() {
        failure.inc();
        failures.inc();
        RequestContext request = RequestContext.current();
        if (request.failureHint() == null) { // who was nearer to the dependency knows better
            request.failureHint(DEPENDENCY);
        }
    }

    /** A call ended with what the breaker is told to ignore. */
    public void ignored() {
        ignored.inc();
    }

    /** The breaker was open and let no call through. */
    public void notPermitted() {
        notPermitted.inc();
        Context context = Context.current();
        RequestContext.from(context).failureHint(CIRCUIT_OPEN);
        Span span = Span.fromContext(context);
        if (span.isRecording()) {
            span.addEvent("circuit breaker " + dependency + " did not permit the call", NOT_PERMITTED);
        }
    }

    /**
     * A call that was let through took longer than the breaker likes: the span says so.
     *
     * @param nanos how long it took
     */
    public void slow(long nanos) {
        Span span = Span.current();
        if (span.isRecording()) {
            span.addEvent(
                    "slow call through circuit breaker " + dependency,
                    Attributes.of(DURATION_MS, TimeUnit.NANOSECONDS.toMillis(nanos)));
        }
    }

    /** The breaker changed its state; nothing is said of it once this is closed. */
    public void transition(BreakerState from, BreakerState to) {
        if (!isClosed()) {
            pipeline.emit(new BreakerTransition(Context.current(), dependency, from, to));
        }
    }

    /** True once nothing is shown any more, because this or obs was closed. */
    public boolean isClosed() {
        return closed || pipeline.isClosed();
    }

    /** Stops showing it: its gauge, its health and its control go, its counters stay. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            gauge.remove();
            health.remove();
            control.remove();
        }
    }
}
