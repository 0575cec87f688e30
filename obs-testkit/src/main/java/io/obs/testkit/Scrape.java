package io.obs.testkit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a Prometheus would read: the text of /metrics.
 *
 * @param text as it came, format 0.0.4
 */
public record Scrape(String text) {

    private static final Pattern SERIES = Pattern.compile("([a-zA-Z_:][\\w:]*)(?:\\{(.*)})? (\\S+)");
    private static final Pattern TYPE = Pattern.compile("^# TYPE (\\S+) (\\S+)$", Pattern.MULTILINE);
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

    /** One line of the scrape that is a value. */
    public record Series(String name, Map<String, String> labels, double value) {}

    /** All series of that name, of a histogram with its suffix. */
    public List<Series> series(String name) {
        return text.lines()
                .filter(line -> line.startsWith(name))
                .map(SERIES::matcher)
                .filter(line -> line.matches() && line.group(1).equals(name))
                .map(Scrape::series)
                .toList();
    }

    /** All series of all families, in their order. */
    public List<Series> series() {
        return text.lines()
                .filter(line -> !line.startsWith("#"))
                .map(SERIES::matcher)
                .filter(Matcher::matches)
                .map(Scrape::series)
                .toList();
    }

    /** The families and their types, by name. */
    public Map<String, String> types() {
        Map<String, String> types = new TreeMap<>();
        TYPE.matcher(text).results().forEach(line -> types.put(line.group(1), line.group(2)));
        return types;
    }

    /**
     * The value of the one series that has these labels; empty if there is none.
     *
     * @param labels names and values in turn; other labels don't matter
     * @throws IllegalArgumentException if several have them
     */
    public OptionalDouble value(String name, String... labels) {
        List<Series> found = series(name).stream()
                .filter(series -> {
                    for (int i = 0; i < labels.length; i += 2) {
                        if (!labels[i + 1].equals(series.labels().get(labels[i]))) {
                            return false;
                        }
                    }
                    return true;
                })
                .toList();
        if (found.size() > 1) {
            throw new IllegalArgumentException("several series: " + found);
        }
        return found.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(found.get(0).value());
    }

    private static Series series(Matcher line) {
        Map<String, String> labels = new HashMap<>();
        if (line.group(2) != null) {
            Matcher label = LABEL.matcher(line.group(2));
            while (label.find()) {
                labels.put(label.group(1), label.group(2));
            }
        }
        String number = line.group(3).replace("+Inf", "Infinity");
        return new Series(line.group(1), Map.copyOf(labels), Double.parseDouble(number));
    }
}
