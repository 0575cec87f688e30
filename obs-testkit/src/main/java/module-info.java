/** The test kit: an obs whose telemetry tests can see, and one contract for each protocol, inherited by its adapters. */
module io.obs.testkit {
    requires transitive io.obs;
    requires transitive io.obs.collector;
    requires io.obs.logging;
    requires io.obs.metrics;
    requires io.obs.tracing;
    requires io.opentelemetry.sdk.trace;
    requires java.net.http;
    requires transitive java.sql;
    requires jdk.httpserver;
    requires transitive org.assertj.core;
    requires static transitive org.jspecify;
    requires transitive org.junit.jupiter.api;
    requires org.junit.platform.commons;

    exports io.obs.testkit;
    exports io.obs.testkit.assertion;
    exports io.obs.testkit.cache;
    exports io.obs.testkit.contract;
    exports io.obs.testkit.db;
    exports io.obs.testkit.http;
    exports io.obs.testkit.messaging;
    exports io.obs.testkit.net;
    exports io.obs.testkit.rpc;
    exports io.obs.testkit.storage;
}
