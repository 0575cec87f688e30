/** The test kit: one contract test for each protocol, inherited by its adapters. */
module io.obs.testkit {
    requires transitive io.obs;
    requires transitive io.obs.collector;
    requires io.obs.logging;
    requires io.obs.metrics;
    requires io.obs.tracing;
    requires transitive org.assertj.core;
    requires static transitive org.jspecify;
    requires transitive org.junit.jupiter.api;
}
