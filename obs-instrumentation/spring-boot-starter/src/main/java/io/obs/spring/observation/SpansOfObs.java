package io.obs.spring.observation;

import io.micrometer.observation.Observation;
import io.micrometer.tracing.Tracer;
import io.micrometer.tracing.handler.TracingObservationHandler;
import java.util.function.Predicate;

/** Takes the place of Boot's tracing for observations whose spans obs makes: does nothing. */
final class SpansOfObs implements TracingObservationHandler<Observation.Context> {

    private final Predicate<Observation.Context> made;

    SpansOfObs(Predicate<Observation.Context> made) {
        this.made = made;
    }

    @Override
    public boolean supportsContext(Observation.Context context) {
        return made.test(context);
    }

    /** Other handlers of the observation look for a span here; that there is none must be noted. */
    @Override
    public void onStart(Observation.Context context) {
        getTracingContext(context);
    }

    @Override
    public void onScopeOpened(Observation.Context context) {}

    @Override
    public void onScopeClosed(Observation.Context context) {}

    @Override
    public void onEvent(Observation.Event event, Observation.Context context) {}

    @Override
    public void onError(Observation.Context context) {}

    @Override
    public Tracer getTracer() {
        return Tracer.NOOP;
    }
}
