package io.obs.benchmarks;

import ch.qos.logback.classic.Logger;
import io.micrometer.common.KeyValue;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.transport.ReceiverContext;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micrometer.tracing.handler.PropagatingReceiverTracingObservationHandler;
import io.micrometer.tracing.otel.bridge.OtelCurrentTraceContext;
import io.micrometer.tracing.otel.bridge.OtelPropagator;
import io.micrometer.tracing.otel.bridge.OtelTracer;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import net.logstash.logback.argument.StructuredArguments;
import net.logstash.logback.encoder.LogstashEncoder;
import org.slf4j.MDC;

/** A request observed Spring Boot's way: a Micrometer Observation, bridged to OpenTelemetry. */
@SuppressWarnings("try") // a scope is opened to be closed
final class ObservationRequest {

    private final ObservationRegistry observations = ObservationRegistry.create();
    private final Logger log = NullLog.with("observation.access", new LogstashEncoder());

    ObservationRequest() {
        MeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        registry.config().meterFilter(new MeterFilter() {
            @Override
            public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
                return DistributionStatisticConfig.builder()
                        .serviceLevelObjectives(1e7, 5e7, 1e8, 5e8, 1e9, 2e9, 5e9)
                        .build()
                        .merge(config);
            }
        });
        OpenTelemetrySdk sdk = Sdk.create();
        Tracer tracer = sdk.getTracer("observation");
        OtelTracer bridge = new OtelTracer(tracer, new OtelCurrentTraceContext(), event -> {});
        observations
                .observationConfig()
                .observationHandler(new DefaultMeterObservationHandler(registry))
                .observationHandler(new PropagatingReceiverTracingObservationHandler<>(
                        bridge, new OtelPropagator(sdk.getPropagators(), tracer)));
    }

    int handle(Incoming request) {
        ReceiverContext<Incoming> context = new ReceiverContext<>((carrier, key) -> carrier.header(key));
        context.setCarrier(request);
        Observation observation = Observation.createNotStarted("http.server.requests", () -> context, observations)
                .contextualName("POST " + Incoming.TEMPLATE)
                .lowCardinalityKeyValue("method", "POST")
                .lowCardinalityKeyValue("endpoint", Incoming.TEMPLATE)
                .lowCardinalityKeyValue("service", "bench")
                .highCardinalityKeyValue("http.url", request.path())
                .start();
        int status = 202;
        try (Observation.Scope scope = observation.openScope()) {
            MDC.put("request_id", request.header("X-Request-ID"));
            MDC.put(
                    "trace_id",
                    io.opentelemetry.api.trace.Span.current().getSpanContext().getTraceId());
            MDC.put(
                    "span_id",
                    io.opentelemetry.api.trace.Span.current().getSpanContext().getSpanId());
            MDC.put("endpoint", Incoming.TEMPLATE);
            log.info(
                    "HTTP request",
                    StructuredArguments.kv("method", "POST"),
                    StructuredArguments.kv("status", status),
                    StructuredArguments.kv("duration_ms", 12.345));
        } finally {
            MDC.clear();
            observation.lowCardinalityKeyValue(KeyValue.of("status", "202"));
            observation.stop();
        }
        return status;
    }
}
