package io.obs.metrics;

import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.lang.reflect.Field;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Finds the collectors of a registry, so that each can be asked by itself.
 *
 * <p>The registry tells nobody which collectors it has, and one that throws takes all others with it; so its fields are
 * read. Where they are not what they are known to be, the whole registry is asked at once.
 */
final class RegistryCollectors {

    private final PrometheusRegistry registry;
    private final @Nullable Field single;
    private final @Nullable Field multi;

    RegistryCollectors(PrometheusRegistry registry) {
        this.registry = registry;
        this.single = field("collectors");
        this.multi = field("multiCollectors");
    }

    /**
     * What there is to ask beside the catalogue's collectors, by the collector it belongs to.
     *
     * @param catalogue the catalogue's names as the registry knows them
     */
    Map<Object, Callable<List<MetricSnapshot>>> find(Set<String> catalogue) {
        Map<Object, Callable<List<MetricSnapshot>>> found = new HashMap<>();
        Collection<?> singles = values(single);
        Collection<?> multis = values(multi);
        if (singles == null || multis == null) {
            found.put(registry, () -> all(registry.scrape(name -> !catalogue.contains(name))));
            return found;
        }
        for (Object one : singles) {
            if (one instanceof Collector collector && !(one instanceof CatalogueCollector)) {
                found.put(one, () -> single(collector.collect()));
            }
        }
        for (Object one : multis) {
            if (one instanceof MultiCollector collector) {
                found.put(one, () -> all(collector.collect()));
            }
        }
        return found;
    }

    private static List<MetricSnapshot> single(@Nullable MetricSnapshot snapshot) {
        return snapshot == null ? List.of() : List.of(snapshot);
    }

    private static List<MetricSnapshot> all(MetricSnapshots snapshots) {
        return snapshots.stream().toList();
    }

    private @Nullable Collection<?> values(@Nullable Field field) {
        try {
            return field != null && field.get(registry) instanceof Collection<?> values ? values : null;
        } catch (IllegalAccessException e) {
            return null;
        }
    }

    private static @Nullable Field field(String name) {
        try {
            Field field = PrometheusRegistry.class.getDeclaredField(name);
            field.setAccessible(true);
            return field;
        } catch (ReflectiveOperationException | RuntimeException e) {
            return null;
        }
    }
}
