/** The test kit: an obs whose telemetry tests can see, and one contract for each protocol, inherited by its adapters. */
module io.obs.testkit {
    requires transitive io.obs;
    requires transitive io.obs.collector;
    requires io.obs.logging;
    requires io.obs.metrics;
    requires io.obs.tracing;
    requires java.net.http;
    requires jdk.httpserver;
    requires transitive org.assertj.core;
    requires static transitive org.jspecify;
    requires transitive org.junit.jupiter.api;

    exports io.obs.testkit;
    exports io.obs.testkit.http;
}
