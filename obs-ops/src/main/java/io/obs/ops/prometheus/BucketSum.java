package io.obs.ops.prometheus;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;

/**
 * A histogram's buckets summed over series and time, and the quantiles of the sum.
 *
 * <p>Never of quantiles: the mean of p95s is no p95. Histograms whose bounds differ (a bound was added in the middle of
 * the month) are added up by the bounds that all of them have. Interpolates as {@code histogram_quantile} does. For one
 * thread.
 */
public final class BucketSum {

    private static final String BOUND = "le";

    /** Counts by upper bound, of each histogram on its own. */
    private final Map<Map<String, String>, TreeMap<Double, Double>> histograms = new HashMap<>();

    /** Empty. */
    public BucketSum() {}

    /** Adds the increase of a series that has the label {@code le}. */
    public void add(Map<String, String> labels, double increase) {
        String bound = labels.get(BOUND);
        if (bound == null) {
            return;
        }
        Map<String, String> histogram = new HashMap<>(labels);
        histogram.remove(BOUND);
        histograms
                .computeIfAbsent(histogram, key -> new TreeMap<>())
                .merge(
                        bound.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(bound),
                        increase,
                        Double::sum);
    }

    /** How many observations there are. */
    public double count() {
        NavigableMap<Double, Double> sum = sum();
        return sum.isEmpty() ? 0 : sum.lastEntry().getValue();
    }

    /** The largest bound but infinity; a quantile that equals it may be any time above. */
    public double largestBound() {
        Double below = sum().lowerKey(Double.POSITIVE_INFINITY);
        return below == null ? 0 : below;
    }

    /**
     * The quantile, from 0 to 1; none without observations, infinity where it lies above the largest bound.
     */
    public OptionalDouble quantile(double q) {
        NavigableMap<Double, Double> sum = sum();
        double total = sum.isEmpty() ? 0 : sum.lastEntry().getValue();
        if (total <= 0) {
            return OptionalDouble.empty();
        }
        double rank = q * total;
        double lower = 0;
        double below = 0;
        for (Map.Entry<Double, Double> bucket : sum.entrySet()) {
            double bound = bucket.getKey();
            double count = bucket.getValue();
            if (count >= rank && count > below) {
                return OptionalDouble.of(
                        Double.isInfinite(bound) ? bound : lower + (bound - lower) * (rank - below) / (count - below));
            }
            lower = bound;
            below = count;
        }
        return OptionalDouble.of(Double.POSITIVE_INFINITY);
    }

    private NavigableMap<Double, Double> sum() {
        TreeMap<Double, Double> sum = new TreeMap<>();
        Set<Double> common = null;
        for (TreeMap<Double, Double> histogram : histograms.values()) {
            if (histogram.lastEntry().getValue() > 0) {
                if (common == null) {
                    common = new java.util.HashSet<>(histogram.keySet());
                } else {
                    common.retainAll(histogram.keySet());
                }
            }
        }
        if (common != null) {
            for (TreeMap<Double, Double> histogram : histograms.values()) {
                if (histogram.lastEntry().getValue() > 0) {
                    common.forEach(bound -> sum.merge(bound, histogram.getOrDefault(bound, 0.0), Double::sum));
                }
            }
        }
        return sum;
    }
}
