package io.obs.metrics;

import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.List;

/** One family of the catalogue as it is kept: written as text by itself, or handed to the library as a snapshot. */
interface MetricFamily {

    FamilyText text();

    /** Its callbacks, which a scrape reads first. */
    void readingsTo(List<? super Reading> readings);

    /** Its state in the library's model; without data points while it has no series. */
    MetricSnapshot snapshot();

    /** Writes it; nothing while it has no series. */
    void write(ScrapeBuffer to, TextFormat format);

    /** How many series it has now. */
    int size();
}
