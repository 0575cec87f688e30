/** The vocabulary and the pipeline of obs: what every room and every adapter depends on, and nothing else does. */
module io.obs {
    requires static transitive org.jspecify;
    requires transitive io.opentelemetry.api;
    requires transitive io.opentelemetry.context;
    requires transitive org.slf4j;
    requires jdk.httpserver;

    exports io.obs;
    exports io.obs.admin;
    exports io.obs.breaker;
    exports io.obs.cache;
    exports io.obs.catalog;
    exports io.obs.config;
    exports io.obs.context;
    exports io.obs.control;
    exports io.obs.db;
    exports io.obs.health;
    exports io.obs.http;
    exports io.obs.job;
    exports io.obs.mask;
    exports io.obs.messaging;
    exports io.obs.pipeline;
    exports io.obs.rpc;
    exports io.obs.slo;
    exports io.obs.spi;
    exports io.obs.storage;

    uses io.obs.spi.Room;
}
