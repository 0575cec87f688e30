/** A small OTLP collector in memory, for tests and examples. */
module io.obs.collector {
    requires com.google.protobuf;
    requires io.opentelemetry.proto;
    requires jdk.httpserver;
    requires static transitive org.jspecify;

    exports io.obs.collector;
}
