package io.obs.testkit.assertion;

import io.obs.catalog.Catalog;
import io.obs.catalog.Label;
import io.obs.testkit.Scrape;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Finds labels whose values would become more with every request. */
final class UnboundedLabels {

    private static final int MANY = Label.DEFAULT_CAP;
    private static final Map<Pattern, String> SHAPES = Map.of(
            Pattern.compile("(?i).*[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}.*"), "a UUID",
            Pattern.compile("(?i).*\\b(?=[0-9a-f]*\\d)[0-9a-f]{16,}\\b.*"), "an id",
            Pattern.compile(".*\\breq-[\\w.-]{8,}.*"), "a request's id",
            Pattern.compile(".*\\d{6,}.*"), "a number",
            Pattern.compile(".*/\\d+(/.*)?"), "a raw path",
            Pattern.compile(".*\\S@\\S+\\.\\S.*"), "an address",
            Pattern.compile(".*\\d{4}-\\d\\d-\\d\\dT\\d\\d:.*"), "a time");
    /** Bounds of buckets, and the one series that tells the version. */
    private static final Set<String> NUMBERS = Set.of("le", "quantile", "version");

    private UnboundedLabels() {}

    static List<String> in(Scrape scrape) {
        Map<String, Set<String>> values = new TreeMap<>();
        scrape.series()
                .forEach(series -> series.labels().forEach((label, value) -> {
                    if (!NUMBERS.contains(label) && !isBounded(series.name(), label)) {
                        values.computeIfAbsent(series.name() + "{" + label + "}", key -> new TreeSet<>())
                                .add(value);
                    }
                }));
        Set<String> found = new TreeSet<>();
        values.forEach((where, all) -> {
            if (all.size() > MANY) {
                found.add(where + " has " + all.size() + " values");
            }
            all.forEach(value -> judge(where, value, found));
        });
        return List.copyOf(found);
    }

    private static boolean isBounded(String family, String label) {
        return Catalog.find(family)
                .map(spec -> spec.labels().stream().anyMatch(one -> one.name().equals(label) && one.isBounded()))
                .orElse(false);
    }

    private static void judge(String where, String value, Set<String> found) {
        if (value.equals(Label.OTHER)) {
            found.add(where + " has reached its cap, further values were folded into " + Label.OTHER);
            return;
        }
        SHAPES.forEach((shape, name) -> {
            if (shape.matcher(value).matches()) {
                found.add(where + " holds " + name + ": " + value);
            }
        });
    }
}
