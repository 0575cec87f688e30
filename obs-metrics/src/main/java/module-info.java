/** The metrics room: the catalogue of {@code io.obs}, kept in a Prometheus registry and scraped. */
module io.obs.metrics {
    requires transitive io.obs;
    requires transitive micrometer.core;
    requires micrometer.registry.prometheus;
    requires io.prometheus.metrics.model;
    requires io.prometheus.metrics.tracer.common;
    requires io.prometheus.writer.text;
    requires java.management;
    requires java.net.http;
    requires static transitive org.jspecify;

    exports io.obs.metrics;

    provides io.obs.spi.Room with
            io.obs.metrics.MetricsRoom;
}
