package io.obs.metrics;

import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The families in the registry that are not the catalogue's: the service's own meters, the JVM's. Thread-safe. */
final class ForeignFamilies {

    private static final Logger LOG = LoggerFactory.getLogger("obs.metrics");

    private static final class Asked extends Reading {
        private final Callable<List<MetricSnapshot>> collector;
        private volatile List<MetricSnapshot> last = List.of();

        Asked(Callable<List<MetricSnapshot>> collector) {
            this.collector = collector;
        }

        @Override
        void read() throws Exception {
            last = collector.call();
        }

        @Override
        void failed() {
            last = List.of();
        }
    }

    private final RegistryCollectors collectors;
    private final Set<String> told = ConcurrentHashMap.newKeySet();
    private Map<Object, Asked> known = new HashMap<>();

    ForeignFamilies(RegistryCollectors collectors) {
        this.collectors = collectors;
    }

    /** One thing to read for each other collector that is there now; those known keep what they last gave. */
    synchronized List<Reading> readings(Set<String> catalogue) {
        Map<Object, Asked> now = new HashMap<>();
        collectors
                .find(catalogue)
                .forEach((collector, ask) -> now.put(collector, known.getOrDefault(collector, new Asked(ask))));
        known = now;
        return new ArrayList<>(now.values());
    }

    /**
     * What they last gave.
     *
     * @param taken names of the catalogue's families: what claims one of them is left out
     * @param wanted which names the scrape asks for
     */
    MetricSnapshots snapshots(Set<String> taken, Predicate<Set<String>> wanted) {
        Map<String, String> kinds = new HashMap<>();
        List<MetricSnapshot> all = new ArrayList<>();
        for (MetricSnapshot snapshot : last()) {
            Set<String> names = MetricNames.of(snapshot);
            String name = snapshot.getMetadata().getPrometheusName();
            if (names.stream().anyMatch(taken::contains)) {
                tellOnce(
                        name,
                        "obs: the service's own meter {} has a name of obs's catalogue and is left out of /metrics");
            } else if (!kinds.getOrDefault(name, kind(snapshot)).equals(kind(snapshot))) {
                tellOnce(
                        name,
                        "obs: two meters of the service are named {} and differ in type; one is left out of /metrics");
            } else if (wanted.test(names)) {
                kinds.put(name, kind(snapshot));
                all.add(snapshot);
            }
        }
        return new MetricSnapshots(all);
    }

    private static String kind(MetricSnapshot snapshot) {
        boolean isGauge = snapshot instanceof HistogramSnapshot histogram && histogram.isGaugeHistogram();
        return isGauge ? "gauge histogram" : snapshot.getClass().getName();
    }

    private synchronized List<MetricSnapshot> last() {
        List<MetricSnapshot> all = new ArrayList<>();
        known.values().forEach(asked -> all.addAll(asked.last));
        return all;
    }

    private void tellOnce(String name, String sentence) {
        if (told.size() < 100 && told.add(name)) {
            LOG.warn(sentence, name);
        }
    }
}
