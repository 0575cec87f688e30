package io.obs.metrics;

import io.obs.catalog.Catalog;
import io.obs.catalog.Label;
import io.obs.catalog.MetricSpec;
import io.obs.catalog.MetricType;
import io.obs.config.ConfigKey;
import io.obs.config.ConfigKeys;
import io.obs.config.ObservabilityConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The keys of this room. */
final class MetricsKeys {

    private static final int MAX_BUCKETS = 100;
    private static final int MAX_CAP = 100_000;

    static final ConfigKey<Integer> LABEL_CAP = ConfigKeys.integer(
            "obs.metrics.label.cap",
            Label.DEFAULT_CAP,
            1,
            MAX_CAP,
            "How many distinct values a label of one family may have; further ones fold into _other.");
    static final ConfigKey<Map<String, Integer>> LABEL_CAPS = new ConfigKey<>(
            "obs.metrics.label.caps",
            MetricsKeys::caps,
            Map.of(),
            "(none)",
            "label=number pairs separated by commas, as endpoint=200,queue=50; numbers from 1 to " + MAX_CAP
                    + "; labels " + String.join(", ", openLabels()),
            "The same for single labels.");
    static final ConfigKey<Integer> SERIES_CAP = ConfigKeys.integer(
            "obs.metrics.series.cap",
            10_000,
            100,
            1_000_000,
            "How many series one family may have; beyond it the open labels of new ones fold into _other.");
    static final ConfigKey<Duration> CALLBACK_TIMEOUT = ConfigKeys.duration(
            "obs.metrics.callback.timeout",
            Duration.ofSeconds(1),
            Duration.ofMillis(10),
            Duration.ofSeconds(30),
            "How long a scrape waits for gauges and other callbacks of the service; then their last values are shown.");
    static final ConfigKey<Boolean> JVM = ConfigKeys.bool(
            "obs.metrics.jvm", true, "Whether Micrometer's meters of the JVM, the process and the disk are there.");

    static final ConfigKey<Boolean> GLOBAL = ConfigKeys.bool(
            "obs.metrics.global",
            true,
            "Whether obs's own registry joins Micrometer's global one, so that meters made there are scraped too.");

    private static final Map<String, ConfigKey<List<Double>>> BUCKETS = bucketKeys();

    private MetricsKeys() {}

    static List<ConfigKey<?>> all() {
        List<ConfigKey<?>> all =
                new ArrayList<>(List.of(LABEL_CAP, LABEL_CAPS, SERIES_CAP, CALLBACK_TIMEOUT, JVM, GLOBAL));
        all.addAll(BUCKETS.values());
        return List.copyOf(all);
    }

    static Buckets buckets(ObservabilityConfig config) {
        Map<String, List<Double>> byGroup = new HashMap<>();
        BUCKETS.forEach((group, key) -> byGroup.put(group, config.get(key)));
        return new Buckets(byGroup);
    }

    private static Map<String, ConfigKey<List<Double>>> bucketKeys() {
        Map<String, ConfigKey<List<Double>>> keys = new LinkedHashMap<>();
        for (MetricSpec spec : Catalog.all()) {
            if (spec.type() == MetricType.HISTOGRAM) {
                keys.computeIfAbsent(
                        spec.group(),
                        group -> new ConfigKey<>(
                                "obs.metrics.buckets." + group,
                                MetricsKeys::bounds,
                                spec.buckets(),
                                spec.buckets().stream().map(String::valueOf).collect(Collectors.joining(",")),
                                "1 to " + MAX_BUCKETS + " positive numbers in ascending order, separated by commas",
                                "The upper bounds, in seconds, of the buckets of the " + group + " histograms."));
            }
        }
        return keys;
    }

    private static List<Double> bounds(String text) {
        List<Double> bounds = Arrays.stream(text.split(",", -1))
                .map(part -> Double.valueOf(part.strip()))
                .toList();
        double last = 0;
        for (double bound : bounds) {
            if (!(bound > last) || Double.isInfinite(bound)) {
                throw new IllegalArgumentException(text);
            }
            last = bound;
        }
        if (bounds.size() > MAX_BUCKETS) {
            throw new IllegalArgumentException(text);
        }
        return bounds;
    }

    private static Map<String, Integer> caps(String text) {
        Map<String, Integer> caps = new LinkedHashMap<>();
        for (String pair : text.split(",", -1)) {
            int equals = pair.indexOf('=');
            String label = pair.substring(0, Math.max(0, equals)).strip();
            int cap = Integer.parseInt(pair.substring(equals + 1).strip());
            if (!openLabels().contains(label) || cap < 1 || cap > MAX_CAP || caps.put(label, cap) != null) {
                throw new IllegalArgumentException(text);
            }
        }
        return caps;
    }

    private static Set<String> openLabels() {
        return Catalog.all().stream()
                .flatMap(spec -> spec.openLabels().stream())
                .filter(label -> !label.isBounded())
                .map(Label::name)
                .collect(Collectors.toCollection(java.util.TreeSet::new));
    }
}
