package io.obs.tracing;

import io.obs.Observability;
import io.obs.collector.OtlpReceiver;

/** An obs with the tracing room alone. */
final class Tracing {

    private Tracing() {}

    static Observability.Builder builder() {
        return Observability.builder()
                .withoutDiscovery()
                .install(new TracingRoom())
                .service("test-service")
                .set("obs.admin.enabled", "false");
    }

    static Observability.Builder http(OtlpReceiver collector) {
        return builder()
                .set("otel.exporter.otlp.endpoint", collector.httpEndpoint())
                .set("otel.exporter.otlp.protocol", "http/protobuf")
                .set("otel.bsp.schedule.delay", "50");
    }

    static Observability.Builder grpc(OtlpReceiver collector) {
        return builder()
                .set("otel.exporter.otlp.endpoint", collector.grpcEndpoint())
                .set("otel.exporter.otlp.protocol", "grpc")
                .set("otel.bsp.schedule.delay", "50");
    }
}
