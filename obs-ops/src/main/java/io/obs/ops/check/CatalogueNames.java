package io.obs.ops.check;

import io.obs.catalog.Catalog;
import io.obs.catalog.Label;
import io.obs.catalog.MetricSpec;
import io.obs.catalog.MetricType;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The names that samples of the catalogue's families have, with the labels of each; and names that look like one of them. */
final class CatalogueNames {

    private static final Map<String, Set<String>> LABELS = labels();

    private CatalogueNames() {}

    private static Map<String, Set<String>> labels() {
        Map<String, Set<String>> all = new HashMap<>();
        for (MetricSpec spec : Catalog.all()) {
            Set<String> own = new TreeSet<>();
            spec.labels().stream().map(Label::name).forEach(own::add);
            if (spec.type() == MetricType.HISTOGRAM) {
                Set<String> buckets = new TreeSet<>(own);
                buckets.add("le");
                all.put(spec.name() + "_bucket", buckets);
                all.put(spec.name() + "_sum", own);
                all.put(spec.name() + "_count", own);
            } else {
                all.put(spec.name(), own);
            }
        }
        return all;
    }

    /** By the samples' name. */
    static Map<String, Set<String>> all() {
        return LABELS;
    }

    /** A name of a sample of that family: its own, or that of its count. */
    static String sample(MetricSpec spec) {
        return spec.type() == MetricType.HISTOGRAM ? spec.name() + "_count" : spec.name();
    }

    /**
     * What is wrong with a name that the catalogue does not have: that it begins with {@code obs_}, or is a letter or two away from one
     * of the catalogue's. Empty where it is somebody else's.
     */
    static Optional<String> fault(String name) {
        if (LABELS.containsKey(name)) {
            return Optional.empty();
        }
        Optional<String> near = LABELS.keySet().stream()
                .sorted()
                .filter(known -> near(name, known))
                .findFirst();
        if (near.isPresent()) {
            return near.map(known -> "is not in the catalogue, which has " + known);
        }
        return name.startsWith("obs_") && !name.endsWith("_created")
                ? Optional.of("has obs's prefix and is not in the catalogue")
                : Optional.empty();
    }

    /** Differs only in its unit, in {@code _total}, in a plural, or in up to two letters. */
    private static boolean near(String name, String known) {
        boolean same = !bare(name).isEmpty() && bare(name).equals(bare(known));
        return same || (Math.abs(name.length() - known.length()) <= 2 && distance(name, known) <= 2);
    }

    private static String bare(String name) {
        return name.replaceAll("_(total|seconds|milliseconds|ms|bytes|count|sum|bucket|created|max|info)(?=_|$)", "");
    }

    private static int distance(String one, String other) {
        int[] before = new int[other.length() + 1];
        for (int i = 0; i <= other.length(); i++) {
            before[i] = i;
        }
        for (int i = 1; i <= one.length(); i++) {
            int[] now = new int[other.length() + 1];
            now[0] = i;
            for (int j = 1; j <= other.length(); j++) {
                int change = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
                now[j] = Math.min(Math.min(now[j - 1], before[j]) + 1, before[j - 1] + change);
            }
            before = now;
        }
        return before[other.length()];
    }
}
