/** The tracing room: the OpenTelemetry SDK, configured by its own standard variables. */
module io.obs.tracing {
    requires transitive io.obs;
    requires transitive io.opentelemetry.api;
    requires io.opentelemetry.exporter.otlp;
    requires io.opentelemetry.extension.trace.propagation;
    requires io.opentelemetry.sdk;
    requires io.opentelemetry.sdk.autoconfigure;
    requires io.opentelemetry.sdk.trace;
    requires io.opentelemetry.semconv;
    requires static transitive org.jspecify;
}
