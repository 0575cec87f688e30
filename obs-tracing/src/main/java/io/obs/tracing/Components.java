package io.obs.tracing;

import io.opentelemetry.common.ComponentLoader;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizer;
import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizerProvider;
import io.opentelemetry.sdk.autoconfigure.spi.traces.ConfigurableSpanExporterProvider;
import io.opentelemetry.sdk.common.export.GrpcSenderProvider;
import io.opentelemetry.sdk.common.export.HttpSenderProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * What the SDK finds on the class path, with three things of obs's own: senders that read the answers, an OTLP exporter
 * that is made when it is needed, and a customizer that comes after all others.
 */
final class Components implements ComponentLoader {

    private final ComponentLoader found =
            ComponentLoader.forClassLoader(AutoConfiguredOpenTelemetrySdk.class.getClassLoader());
    private final Consumer<AutoConfigurationCustomizer> last;

    Components(Consumer<AutoConfigurationCustomizer> last) {
        this.last = last;
    }

    @Override
    public <T> Iterable<T> load(Class<T> type) {
        if (type == HttpSenderProvider.class) {
            return each(type, provider -> type.cast(new AnswerReadingSenders.Http((HttpSenderProvider) provider)));
        }
        if (type == GrpcSenderProvider.class) {
            return each(type, provider -> type.cast(new AnswerReadingSenders.Grpc((GrpcSenderProvider) provider)));
        }
        if (type == AutoConfigurationCustomizerProvider.class) {
            List<T> providers = each(type, UnaryOperator.identity());
            providers.add(type.cast(new Last(last)));
            return providers;
        }
        if (type == ConfigurableSpanExporterProvider.class && !isExtended()) {
            return each(
                    type,
                    provider -> type.cast(new LazyExporter.Provider((ConfigurableSpanExporterProvider) provider)));
        }
        return found.load(type);
    }

    /** Extensions may look for the exporter's own type, to change it. */
    private boolean isExtended() {
        return found.load(AutoConfigurationCustomizerProvider.class).iterator().hasNext();
    }

    /** Where the service has chosen among several senders, in the SDK's own way, only that one is shown. */
    private <T> List<T> each(Class<T> type, UnaryOperator<T> wrapped) {
        String chosen = System.getProperty(type.getName(), "");
        List<T> providers = new ArrayList<>();
        found.load(type).forEach(provider -> {
            if (chosen.isEmpty() || chosen.equals(provider.getClass().getName())) {
                providers.add(wrapped.apply(provider));
            }
        });
        return providers;
    }

    private record Last(Consumer<AutoConfigurationCustomizer> task) implements AutoConfigurationCustomizerProvider {

        @Override
        public void customize(AutoConfigurationCustomizer customizer) {
            task.accept(customizer);
        }

        @Override
        public int order() {
            return Integer.MAX_VALUE;
        }
    }
}
