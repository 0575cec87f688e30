package io.obs.tracing;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.trace.IdGenerator;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SdkTracerProviderBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Starts local roots as they were decided beforehand: at a moment that was read, under trace ids that were adopted or
 * looked at by the sampler. For such ids it is a second provider over the same processors:
 * the SDK checks each id of a generator that isn't its own, and all other spans shall not pay for that.
 *
 * <p>It is never shut down: it has nothing of its own, and the processors end with the SDK that they belong to.
 */
final class Adopting {

    private final SdkClock clock;
    private final AdoptingIds ids;
    private final SdkTracerProvider provider;

    private Adopting(SdkClock clock, AdoptingIds ids, SdkTracerProvider provider) {
        this.clock = clock;
        this.ids = ids;
        this.provider = provider;
    }

    /** Built from what is otherwise complete, clock included; the builder goes on with the generator given. */
    static Adopting beside(SdkTracerProviderBuilder builder, SdkClock clock, IdGenerator generator) {
        AdoptingIds ids = new AdoptingIds(generator);
        SdkTracerProvider provider = builder.setIdGenerator(ids).build();
        builder.setIdGenerator(generator);
        return new Adopting(clock, ids, provider);
    }

    /** A trace id such as the SDK would make. */
    String newTraceId() {
        return ids.generateTraceId();
    }

    Tracer tracer(String scope) {
        return provider.get(scope);
    }

    /**
     * Starts a local root.
     *
     * @param nanoTime when it started, by the SDK's clock
     * @param traceId the id it is a root of; the builder is of {@link #tracer} then. Null where the builder decides
     */
    Span start(SpanBuilder root, long nanoTime, @Nullable String traceId) {
        if (traceId == null) {
            return clock.start(root, nanoTime);
        }
        ids.hand(traceId);
        try {
            return clock.start(root, nanoTime);
        } finally {
            ids.take();
        }
    }
}
