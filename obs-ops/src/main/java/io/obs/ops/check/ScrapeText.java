package io.obs.ops.check;

import io.obs.catalog.Catalog;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A scrape in Prometheus' text format, as far as its names, types and labels go.
 *
 * @param types the type of each family that has a TYPE line
 * @param labels by the samples' name, each set of label names that occurs
 * @param lost what {@code obs_dropped_total} counts, by its labels, where it is not 0
 */
record ScrapeText(Map<String, String> types, Map<String, Set<Set<String>>> labels, Map<String, String> lost) {

    private static final Pattern SAMPLE =
            Pattern.compile("([A-Za-z_:][A-Za-z0-9_:]*)(?:\\{(.*)})? +(\\S+)(?: +-?\\d+)?(?: # .*)?");
    private static final Pattern LABEL = Pattern.compile("([A-Za-z_][A-Za-z0-9_]*)=\"((?:[^\"\\\\]|\\\\.)*)\"(?:,|$)");
    private static final String DROPPED = Catalog.OBS_DROPPED.name();

    /** @throws IllegalArgumentException with the first line that is none of that format */
    static ScrapeText read(String text) {
        ScrapeText scrape = new ScrapeText(new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
        text.lines().filter(line -> !line.isBlank()).forEach(scrape::line);
        return scrape;
    }

    private void line(String line) {
        if (line.startsWith("#")) {
            String[] words = line.split(" ", 4);
            if (words.length == 4 && words[1].equals("TYPE")) {
                types.put(words[2], words[3]);
            }
            return;
        }
        Matcher sample = SAMPLE.matcher(line);
        if (!sample.matches()) {
            throw new IllegalArgumentException(line.length() < 60 ? line : line.substring(0, 60) + "...");
        }
        Set<String> names = new TreeSet<>();
        String pairs = sample.group(2) == null ? "" : sample.group(2);
        LABEL.matcher(pairs).results().forEach(label -> names.add(label.group(1)));
        labels.computeIfAbsent(sample.group(1), name -> new LinkedHashSet<>()).add(names);
        if (sample.group(1).equals(DROPPED) && Double.parseDouble(sample.group(3)) > 0) {
            lost.put(pairs, sample.group(3));
        }
    }
}
