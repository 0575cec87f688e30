package io.obs.benchmarks;

import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The one OpenTelemetry SDK that obs and its peers are measured on. */
final class Sdk {

    static final TextMapGetter<Incoming> GETTER = new TextMapGetter<>() {
        @Override
        @SuppressWarnings("deprecation") // abstract all the same
        public Iterable<String> keys(Incoming carrier) {
            return List.of();
        }

        @Override
        public @Nullable String get(@Nullable Incoming carrier, String key) {
            return carrier == null ? null : carrier.header(key);
        }
    };

    private Sdk() {}

    /** Parent-based sampling, W3C propagation, spans recorded and then dropped. */
    static OpenTelemetrySdk create() {
        return OpenTelemetrySdk.builder()
                .setTracerProvider(SdkTracerProvider.builder()
                        .addSpanProcessor(new DroppingProcessor())
                        .build())
                .setPropagators(ContextPropagators.create(W3CTraceContextPropagator.getInstance()))
                .build();
    }
}
