package io.obs.breaker;

import io.obs.pipeline.Event;
import io.obs.pipeline.FieldWriter;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/** A circuit breaker went from one state to another: one line, WARN, or INFO where it closes; one span event. */
record BreakerTransition(Context context, String dependency, BreakerState from, BreakerState to) implements Event {

    @Override
    public String eventName() {
        return "circuit breaker " + dependency + " " + from + " -> " + to;
    }

    @Override
    public Attributes eventAttributes() {
        return Attributes.of(
                AttributeKey.stringKey("circuit_breaker.dependency"), dependency,
                AttributeKey.stringKey("circuit_breaker.from"), from.name(),
                AttributeKey.stringKey("circuit_breaker.to"), to.name());
    }

    @Override
    public String lineLogger() {
        return "obs.breaker";
    }

    @Override
    public Level lineLevel() {
        return to == BreakerState.CLOSED ? Level.INFO : Level.WARN;
    }

    @Override
    public String lineMessage() {
        return eventName();
    }

    @Override
    public void lineFields(FieldWriter to) {
        to.string("dependency", dependency);
        to.string("from_state", from.name());
        to.string("to_state", this.to.name());
    }

    @Override
    public @Nullable Throwable lineError() {
        return null;
    }
}
