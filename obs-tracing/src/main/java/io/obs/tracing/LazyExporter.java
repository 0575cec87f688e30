package io.obs.tracing;

import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.autoconfigure.spi.traces.ConfigurableSpanExporterProvider;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes an exporter when the first batch is there, on the exporting thread: the HTTP client behind OTLP's takes longer
 * to load than all the rest of the SDK, and the service shall not wait for it. Thread-safe.
 */
final class LazyExporter implements SpanExporter {

    private final Supplier<SpanExporter> maker;
    private @Nullable SpanExporter made;
    private boolean shutdown;

    private LazyExporter(Supplier<SpanExporter> maker) {
        this.maker = maker;
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
        SpanExporter exporter = exporter();
        return exporter == null ? CompletableResultCode.ofFailure() : exporter.export(spans);
    }

    private synchronized @Nullable SpanExporter exporter() {
        if (made == null && !shutdown) {
            made = maker.get();
        }
        return made;
    }

    @Override
    public synchronized CompletableResultCode flush() {
        return made == null ? CompletableResultCode.ofSuccess() : made.flush();
    }

    @Override
    public synchronized CompletableResultCode shutdown() {
        shutdown = true;
        return made == null ? CompletableResultCode.ofSuccess() : made.shutdown();
    }

    /**
     * Provides OTLP's exporter lazily, unless it reads certificates (what is wrong with them is told at the start) or the
     * SDK's own metrics are exported (the exporter's join them when the SDK is built).
     */
    record Provider(ConfigurableSpanExporterProvider provider) implements ConfigurableSpanExporterProvider {

        @Override
        public SpanExporter createExporter(ConfigProperties config) {
            boolean lazy = provider.getName().equals("otlp")
                    && "none".equals(config.getString("otel.metrics.exporter"))
                    && Stream.of("certificate", "client.key", "client.certificate")
                            .allMatch(file -> config.getString("otel.exporter.otlp." + file) == null
                                    && config.getString("otel.exporter.otlp.traces." + file) == null);
            return lazy ? new LazyExporter(() -> provider.createExporter(config)) : provider.createExporter(config);
        }

        @Override
        public String getName() {
            return provider.getName();
        }
    }
}
