package io.obs.ops.world;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What Prometheus scraped, as OpenMetrics with times, family by family. */
public final class Exposition {

    private final Map<String, StringBuilder> families = new TreeMap<>();

    /** Empty. */
    public Exposition() {}

    /** A sample of a series. */
    public void sample(String name, Map<String, String> labels, Instant at, double value) {
        long millis = at.toEpochMilli();
        families.computeIfAbsent(name, key -> new StringBuilder())
                .append(name)
                .append(new TreeMap<>(labels)
                        .entrySet().stream()
                                .map(each -> each.getKey() + "=\"" + each.getValue() + '"')
                                .collect(Collectors.joining(",", "{", "}")))
                .append(' ')
                .append(value)
                .append(' ')
                .append(millis / 1000)
                .append(String.format(".%03d", millis % 1000))
                .append('\n');
    }

    /** Writes it to the file. */
    public Path write(Path file) throws IOException {
        try (Writer writer = Files.newBufferedWriter(file)) {
            for (StringBuilder family : families.values()) {
                writer.append(family);
            }
            writer.write("# EOF\n");
        }
        return file;
    }
}
