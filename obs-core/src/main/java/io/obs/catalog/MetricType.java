package io.obs.catalog;

/** The kind of a metric family, as Prometheus names it. */
public enum MetricType {
    /** Only grows; its name ends in {@code _total}. */
    COUNTER,
    /** Goes up and down. */
    GAUGE,
    /** Observations counted in cumulative buckets, with a sum and a count. */
    HISTOGRAM
}
