package io.obs.ops.postmortem;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What happened when, from whoever tells, in order. For one thread. */
final class Timeline {

    private record Entry(Instant at, String text) {}

    private final List<Entry> entries = new ArrayList<>();

    void add(Instant at, String text) {
        entries.add(new Entry(at, text.replaceAll("\\s+", " ").strip()));
    }

    /** A list; with dates where there is more than one. */
    String markdown(ZoneId zone) {
        boolean oneDay = entries.stream()
                        .map(entry -> entry.at().atZone(zone).toLocalDate())
                        .distinct()
                        .count()
                <= 1;
        DateTimeFormatter format = DateTimeFormatter.ofPattern(oneDay ? "HH:mm" : "yyyy-MM-dd HH:mm", Locale.ROOT);
        return entries.stream()
                .sorted(Comparator.comparing(Entry::at))
                .map(entry -> "- " + format.format(entry.at().atZone(zone)) + ": " + entry.text())
                .distinct()
                .collect(Collectors.joining("\n"));
    }
}
