package io.obs.ops.promql;

import io.obs.catalog.Catalog;
import io.obs.catalog.Label;
import io.obs.catalog.MetricSpec;
import io.obs.catalog.MetricType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The names that a query may use: the catalogue's families, the declared metrics of others, and recorded series.
 *
 * <p>What {@link #faults} finds is what no syntax check finds: a query over a name that nothing exposes is valid, and
 * silent for ever. Immutable.
 */
public final class Vocabulary {

    /** Labels that Prometheus gives to targets, so that any series may have them. */
    public static final Set<String> TARGET_LABELS =
            Set.of("job", "instance", "namespace", "cluster", "pod", "container", "node");

    private final Map<String, Set<String>> labels;

    private Vocabulary(Map<String, Set<String>> labels) {
        this.labels = Map.copyOf(labels);
    }

    /** The catalogue and {@link Foreign}. */
    public static Vocabulary ofCatalogue() {
        return of(Catalog.all());
    }

    /** These families and {@link Foreign}. */
    static Vocabulary of(List<MetricSpec> families) {
        Map<String, Set<String>> labels = new HashMap<>();
        for (MetricSpec spec : families) {
            Set<String> own = new HashSet<>();
            spec.labels().stream().map(Label::name).forEach(name -> {
                own.add(name);
                own.add("exported_" + name);
            });
            if (spec.type() == MetricType.HISTOGRAM) {
                labels.put(spec.name() + "_sum", own);
                labels.put(spec.name() + "_count", own);
                Set<String> buckets = new HashSet<>(own);
                buckets.add("le");
                labels.put(spec.name() + "_bucket", buckets);
            } else {
                labels.put(spec.name(), own);
            }
        }
        for (Foreign foreign : Foreign.values()) {
            labels.put(foreign.metric(), Set.copyOf(foreign.labels()));
        }
        return new Vocabulary(labels);
    }

    /** The same, and these recorded series, each with the labels it has beside the targets'. */
    public Vocabulary with(Map<String, Set<String>> recorded) {
        Map<String, Set<String>> all = new HashMap<>(labels);
        all.putAll(recorded);
        return new Vocabulary(all);
    }

    /** What is wrong with the names in the query; empty where nothing is. */
    public List<String> faults(String query) {
        PromQlNames names = PromQlNames.in(query);
        List<String> faults = new ArrayList<>();
        Set<String> there = new HashSet<>(TARGET_LABELS);
        there.addAll(names.made());
        names.metrics().forEach(use -> {
            Set<String> own = labels.get(use.metric());
            if (own == null) {
                faults.add("no metric " + use.metric());
                return;
            }
            there.addAll(own);
            use.matched().stream()
                    .filter(label -> !own.contains(label) && !TARGET_LABELS.contains(label))
                    .forEach(label -> faults.add(use.metric() + " has no label " + label));
        });
        names.grouped().stream()
                .filter(label -> !there.contains(label))
                .forEach(label -> faults.add("nothing here has a label " + label));
        return faults;
    }
}
