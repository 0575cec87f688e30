package io.obs.tracing;

import io.obs.pipeline.Failures;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.context.propagation.TextMapSetter;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Around one propagator of several: a header that it chokes on (the Jaeger one throws on a stray percent sign) must not
 * take away what the others find.
 */
final class SafePropagator implements TextMapPropagator {

    private final TextMapPropagator propagator;
    private final Failures failures;

    SafePropagator(TextMapPropagator propagator, Failures failures) {
        this.propagator = propagator;
        this.failures = failures;
    }

    @Override
    public Collection<String> fields() {
        return propagator.fields();
    }

    @Override
    public <C> void inject(Context context, @Nullable C carrier, TextMapSetter<C> setter) {
        try {
            propagator.inject(context, carrier, setter);
        } catch (Throwable e) {
            failures.caught("propagator", e);
        }
    }

    @Override
    public <C> Context extract(Context context, @Nullable C carrier, TextMapGetter<C> getter) {
        try {
            return propagator.extract(context, carrier, getter);
        } catch (Throwable e) {
            failures.caught("propagator", e);
            return context;
        }
    }

    @Override
    public String toString() {
        return "SafePropagator{" + propagator + '}';
    }
}
