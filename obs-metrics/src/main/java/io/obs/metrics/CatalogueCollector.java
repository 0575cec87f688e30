package io.obs.metrics;

import io.obs.catalog.Label;
import io.obs.catalog.MetricSpec;
import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.registry.MetricType;
import io.prometheus.metrics.model.snapshots.MetricFamilyDescriptor;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A family of the catalogue in the Prometheus registry, for whoever scrapes that registry himself. Its callbacks are read
 * as they are read for obs's own page.
 */
final class CatalogueCollector implements Collector {

    private final MetricFamily family;
    private final Predicate<MetricFamily> shadowed;
    private final FamilyReader reader;

    /** @param shadowed true while a meter of the service's own has the family's name in that registry */
    CatalogueCollector(MetricFamily family, Predicate<MetricFamily> shadowed, FamilyReader reader) {
        this.family = family;
        this.shadowed = shadowed;
        this.reader = reader;
    }

    MetricFamily family() {
        return family;
    }

    @Override
    @SuppressWarnings("NullAway") // the registry leaves out a collector that gives null
    public @Nullable MetricSnapshot collect() {
        if (shadowed.test(family)) {
            return null;
        }
        reader.read(List.of(family), List.of());
        return family.snapshot();
    }

    @Override
    public MetricFamilyDescriptor getMetricFamilyDescriptor() {
        MetricSpec spec = family.text().spec();
        MetricType type = switch (spec.type()) {
            case COUNTER -> MetricType.COUNTER;
            case GAUGE -> MetricType.GAUGE;
            case HISTOGRAM -> MetricType.HISTOGRAM;
        };
        return MetricFamilyDescriptor.of(
                type,
                family.text().metadata(),
                spec.labels().stream().map(Label::name).toList());
    }

    @Override
    @SuppressWarnings("deprecation") // what versions before the descriptor ask, instead of collecting
    public String getPrometheusName() {
        return family.text().baseName();
    }
}
