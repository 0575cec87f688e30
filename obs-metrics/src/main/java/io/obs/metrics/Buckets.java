package io.obs.metrics;

import io.obs.catalog.MetricSpec;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The bounds of the histograms: the catalogue's, or those that are configured for a group of families. */
record Buckets(Map<String, List<Double>> byGroup) {

    /** The same with further bounds in the family's group. */
    Buckets with(MetricSpec spec, List<Double> further) {
        TreeSet<Double> all = new TreeSet<>(finite(spec));
        all.addAll(further);
        Map<String, List<Double>> changed = new HashMap<>(byGroup);
        changed.put(spec.group(), List.copyOf(all));
        return new Buckets(changed);
    }

    /** The bounds in the family's unit, +Inf the last. */
    double[] bounds(MetricSpec spec) {
        List<Double> finite = finite(spec);
        double[] bounds = new double[finite.size() + 1];
        Arrays.setAll(bounds, i -> i < finite.size() ? finite.get(i) : Double.POSITIVE_INFINITY);
        return bounds;
    }

    /** The finite bounds in nanoseconds. */
    long[] nanos(MetricSpec spec) {
        return finite(spec).stream()
                .mapToLong(seconds -> Math.round(seconds * 1e9))
                .toArray();
    }

    private List<Double> finite(MetricSpec spec) {
        return byGroup.getOrDefault(spec.group(), spec.buckets());
    }
}
