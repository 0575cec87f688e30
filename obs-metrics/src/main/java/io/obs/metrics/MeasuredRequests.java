package io.obs.metrics;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The HTTP requests of this process as they are counted now. Asking wires no family. Thread-safe. */
interface MeasuredRequests {

    /** Those of {@code http_requests_total}; none before a server is observed. */
    List<CounterSeries> counted();

    /** Those of {@code http_request_duration_seconds}; null where a registry of the service's own keeps the times. */
    @Nullable
    List<HistogramSeries> timed();
}
