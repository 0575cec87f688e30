/** The metrics room: the catalogue of {@code io.obs}, kept in a Prometheus registry and scraped. */
module io.obs.metrics {
    requires transitive io.obs;
    requires transitive micrometer.core;
    requires micrometer.registry.prometheus;
    requires io.prometheus.metrics.core;
    requires io.prometheus.metrics.expositionformats;
    requires io.prometheus.metrics.model;
    requires static transitive org.jspecify;
}
