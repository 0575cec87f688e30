/**
 * A client of the Prometheus HTTP API, and what is computed from raw samples exactly: increases of counters over any
 * span, quantiles of summed buckets.
 *
 * <p>It asks nothing that only one server has: Prometheus, Thanos, Mimir and VictoriaMetrics answer alike.
 */
@NullMarked
package io.obs.ops.prometheus;

import org.jspecify.annotations.NullMarked;
