package io.obs.metrics;

import io.obs.catalog.Label;
import io.obs.catalog.MetricSpec;
import io.obs.catalog.MetricType;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** How a family and its labels are written, encoded once. Labels stand in the order of their names, as everywhere. */
final class FamilyText {

    private static final int SERVICE = -1;

    private final MetricSpec spec;
    private final String service;
    private final String[] names;
    private final int[] sources;

    FamilyText(MetricSpec spec, String service) {
        this.spec = spec;
        this.service = service;
        List<Label> given = spec.openLabels();
        List<Label> sorted =
                spec.labels().stream().sorted(Comparator.comparing(Label::name)).toList();
        names = sorted.stream().map(Label::name).toArray(String[]::new);
        sources = sorted.stream()
                .mapToInt(label -> given.contains(label) ? given.indexOf(label) : SERVICE)
                .toArray();
    }

    /** @throws IllegalArgumentException if the family is of another type: the caller is mistaken */
    static void require(MetricSpec spec, MetricType type) {
        if (spec.type() != type) {
            throw new IllegalArgumentException(spec.name() + " is a " + spec.type() + ", not a " + type);
        }
    }

    MetricSpec spec() {
        return spec;
    }

    /** The name without the suffix that OpenMetrics sees as the sample's own. */
    String baseName() {
        return spec.type() == MetricType.COUNTER && spec.name().endsWith("_total")
                ? spec.name().substring(0, spec.name().length() - "_total".length())
                : spec.name();
    }

    MetricMetadata metadata() {
        return new MetricMetadata(baseName(), spec.help());
    }

    /** The HELP and TYPE lines of a format. */
    byte[] header(TextFormat format) {
        String type = spec.type().name().toLowerCase(java.util.Locale.ROOT);
        return switch (format) {
            case PROMETHEUS ->
                bytes("# HELP " + spec.name() + " " + spec.help() + "\n# TYPE " + spec.name() + " " + type + "\n");
            case OPENMETRICS ->
                bytes("# TYPE " + baseName() + " " + type + "\n# HELP " + baseName() + " " + spec.help() + "\n");
        };
    }

    /** The labels as they stand between the braces; empty without any. */
    byte[] encode(String[] values) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < names.length; i++) {
            text.append(i == 0 ? "" : ",").append(names[i]).append("=\"");
            escape(value(values, i), text);
            text.append('"');
        }
        return bytes(text.toString());
    }

    Labels labels(String[] values) {
        return Labels.of(
                names,
                IntStream.range(0, names.length).mapToObj(i -> value(values, i)).toArray(String[]::new));
    }

    /** Orders label values as they stand on the scrape. */
    int compare(String[] one, String[] other) {
        for (int source : sources) {
            int order = source == SERVICE ? 0 : one[source].compareTo(other[source]);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    boolean hasLabels() {
        return names.length > 0;
    }

    private String value(String[] values, int at) {
        return sources[at] == SERVICE ? service : values[sources[at]];
    }

    private static void escape(String value, StringBuilder to) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\\' -> to.append("\\\\");
                case '"' -> to.append("\\\"");
                case '\n' -> to.append("\\n");
                default -> to.append(c);
            }
        }
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
