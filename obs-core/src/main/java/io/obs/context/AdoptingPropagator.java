package io.obs.context;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.context.propagation.TextMapSetter;
import java.util.Collection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Another propagator, and then {@link AdoptedTrace#HEADER} where that one has found no span. */
final class AdoptingPropagator implements TextMapPropagator {

    private final TextMapPropagator others;

    AdoptingPropagator(TextMapPropagator others) {
        this.others = Objects.requireNonNull(others, "others");
    }

    @Override
    public Collection<String> fields() {
        return others.fields();
    }

    @Override
    public <C> void inject(Context context, @Nullable C carrier, TextMapSetter<C> setter) {
        others.inject(context, carrier, setter);
    }

    @Override
    public <C> Context extract(Context context, @Nullable C carrier, TextMapGetter<C> getter) {
        Context found = others.extract(context, carrier, getter);
        if (Span.fromContext(found).getSpanContext().isValid()) {
            return found;
        }
        String id = AdoptedTrace.adoptable(getter.get(carrier, AdoptedTrace.HEADER));
        return id == null ? found : AdoptedTrace.with(found, id);
    }

    @Override
    public String toString() {
        return "AdoptingPropagator{" + others + "}";
    }
}
