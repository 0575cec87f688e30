/** The tracing room: the OpenTelemetry SDK, configured by its own standard variables. */
module io.obs.tracing {
    requires transitive io.obs;
    requires transitive io.opentelemetry.api;
    requires io.opentelemetry.common;
    requires io.opentelemetry.sdk;
    requires io.opentelemetry.sdk.autoconfigure;
    requires io.opentelemetry.sdk.autoconfigure.spi;
    requires io.opentelemetry.sdk.common;
    requires io.opentelemetry.sdk.trace;
    requires java.logging;
    requires static transitive org.jspecify;

    exports io.obs.tracing;

    provides io.obs.spi.Room with
            io.obs.tracing.TracingRoom;
}
