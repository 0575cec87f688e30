package io.obs.metrics;

import io.obs.catalog.MetricSpec;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import java.util.Set;

/** Which names a family takes on the scrape: its own and those of its samples. */
final class MetricNames {

    private MetricNames() {}

    static Set<String> of(FamilyText text) {
        MetricSpec spec = text.spec();
        return switch (spec.type()) {
            case COUNTER -> Set.of(spec.name(), text.baseName());
            case GAUGE -> Set.of(spec.name());
            case HISTOGRAM -> histogram(spec.name());
        };
    }

    static Set<String> of(MetricSnapshot snapshot) {
        String name = snapshot.getMetadata().getPrometheusName();
        if (snapshot instanceof CounterSnapshot) {
            return Set.of(name, name + "_total");
        }
        if (snapshot instanceof HistogramSnapshot) {
            return histogram(name);
        }
        if (snapshot instanceof SummarySnapshot) {
            return Set.of(name, name + "_count", name + "_sum");
        }
        return snapshot instanceof InfoSnapshot ? Set.of(name, name + "_info") : Set.of(name);
    }

    private static Set<String> histogram(String name) {
        return Set.of(name, name + "_bucket", name + "_count", name + "_sum");
    }
}
