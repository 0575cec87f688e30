package io.obs.tracing;

import io.obs.pipeline.LightTraceContext;
import io.obs.spi.Wiring;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizer;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.IdGenerator;
import io.opentelemetry.sdk.trace.SdkTracerProviderBuilder;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lets the SDK configure itself, with obs's parts put in their places. Used by one thread, once. */
final class SdkParts {

    private static final AttributeKey<String> SERVICE_NAME = AttributeKey.stringKey("service.name");
    private static final AttributeKey<String> SERVICE_VERSION = AttributeKey.stringKey("service.version");

    private final Wiring wiring;
    private final OtelSettings settings;
    private final Components components = new Components(this::customizeLast);
    private final List<Delivery> deliveries = new ArrayList<>();
    private final SpanLedger ledger;
    private final Reach reach;

    private @Nullable Adopting adopting;
    private @Nullable Keeping keeping;
    private @Nullable SpanProcessor export;
    private @Nullable Sampler standard;
    private @Nullable RoomSampler sampler;
    private boolean asConfigured;
    private boolean heard = true;

    SdkParts(Wiring wiring, OtelSettings settings) {
        this.wiring = wiring;
        this.settings = settings;
        this.ledger = new SpanLedger(wiring.drops());
        this.reach = new Reach(settings.where(), ledger, wiring.clock());
    }

    /** What the SDK finds on the class path. */
    Components components() {
        return components;
    }

    /** @throws RuntimeException if the SDK refuses what the check let pass */
    TracingSdk build() {
        OpenTelemetrySdk sdk = autoconfigured();
        boolean known = asConfigured && sdk.getSdkTracerProvider().getSampler() == sampler && keeping == null;
        Sampling sampling = known
                ? Sampling.named(
                        settings.get(OtelSettings.SAMPLER, "parentbased_always_on"),
                        settings.get(OtelSettings.SAMPLER_ARG))
                : null;
        return new TracingSdk(sdk, ledger, reach, List.copyOf(deliveries), sampling, heard, adopting, keeping);
    }

    private OpenTelemetrySdk autoconfigured() {
        return AutoConfiguredOpenTelemetrySdk.builder()
                .disableShutdownHook()
                .setComponentLoader(components)
                .addPropertiesSupplier(settings::forDefaults)
                .addPropertiesCustomizer(read -> settings.forOverrides())
                .addResourceCustomizer((resource, read) -> resource.merge(service(resource)))
                .addSamplerCustomizer((configured, read) -> standard = configured)
                .build()
                .getOpenTelemetrySdk();
    }

    private Resource service(Resource resource) {
        var attributes = Attributes.builder();
        String named = resource.getAttribute(SERVICE_NAME);
        if (!wiring.service().equals("unknown_service") || named == null || named.startsWith("unknown_service")) {
            attributes.put(SERVICE_NAME, wiring.service());
        }
        if (!wiring.version().equals("unknown")) {
            attributes.put(SERVICE_VERSION, wiring.version());
        }
        return Resource.create(attributes.build());
    }

    /** What writes to the console does so in the thread that ends the span: there is nothing to keep books of. */
    private SpanExporter delivered(SpanExporter exporter) {
        if (exporter.getClass().getName().equals("io.opentelemetry.exporter.logging.LoggingSpanExporter")) {
            return exporter;
        }
        Delivery delivery = new Delivery(exporter, ledger, reach, wiring.failures(), deliveries.isEmpty());
        deliveries.add(delivery);
        return delivery;
    }

    private SpanProcessor admitted(SpanProcessor processor) {
        if (!(processor instanceof BatchSpanProcessor)) {
            return processor;
        }
        export = new Admission(processor, ledger, settings.number(OtelSettings.QUEUE, 1));
        return export;
    }

    /** After all extensions: their processors are made safe, their sampler is wrapped, their id generator stays. */
    private void customizeLast(AutoConfigurationCustomizer customizer) {
        customizer.addPropagatorCustomizer((propagator, read) -> propagator == W3CTraceContextPropagator.getInstance()
                ? new LightTraceContext()
                : new SafePropagator(propagator, wiring.failures()));
        customizer.addSpanExporterCustomizer((exporter, read) -> delivered(exporter));
        customizer.addSpanProcessorCustomizer((processor, read) -> admitted(processor));
        customizer.addSamplerCustomizer((configured, read) -> {
            Sampler inner = wiring.given(Sampler.class).orElse(configured);
            asConfigured = inner == standard;
            sampler = new RoomSampler(inner, keeps());
            return sampler;
        });
        customizer.addTracerProviderCustomizer((builder, read) -> {
            wiring.given(SpanProcessor.class).ifPresent(builder::addSpanProcessor);
            guard(builder);
            keep(builder);
            SdkClock clock = new SdkClock(wiring.clock());
            builder.setClock(clock);
            adopting = Adopting.beside(
                    builder,
                    clock,
                    wiring.given(IdGenerator.class).orElseGet(() -> BuilderFields.idGenerator(builder)));
            return builder;
        });
    }

    private void guard(SdkTracerProviderBuilder builder) {
        List<SpanProcessor> processors = BuilderFields.processors(builder);
        if (processors == null) {
            wiring.leftOut("span processors of extensions aren't guarded: this SDK hides them");
        } else if (!processors.isEmpty()) {
            processors.replaceAll(each -> each == export ? each : new SafeProcessor(each, wiring.failures()));
            return;
        }
        heard = processors == null;
        builder.addSpanProcessor(SpanProcessor.composite()); // without any the SDK would make no ids
    }

    private boolean keeps() {
        return !wiring.config().get(TracingKeys.KEEP).isEmpty() && settings.exportsInBatches();
    }

    private void keep(SdkTracerProviderBuilder builder) {
        SpanProcessor onwards = export;
        if (onwards != null && keeps()) {
            keeping = new Keeping(
                    wiring.config().get(TracingKeys.KEEP),
                    wiring.config().get(TracingKeys.KEEP_TRACES),
                    wiring.config().get(TracingKeys.KEEP_SPANS),
                    onwards);
            builder.addSpanProcessor(keeping);
        }
    }
}
