package io.obs.metrics;

/** The two text formats that obs's own families are written in without a detour. */
enum TextFormat {
    /** Prometheus' text format, version 0.0.4. */
    PROMETHEUS,
    /** OpenMetrics, version 1.0.0: with exemplars. */
    OPENMETRICS
}
