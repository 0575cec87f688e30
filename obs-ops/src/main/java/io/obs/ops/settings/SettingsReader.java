package io.obs.ops.settings;

import io.obs.catalog.Catalog;
import io.obs.ops.yaml.YamlFields;
import io.obs.ops.yaml.YamlFile;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads settings from a file; what it does not say has its default. */
final class SettingsReader {

    private static final Set<String> FIELDS =
            Set.of("services", "jobs", "namespaces", "group", "thresholds", "buckets", "grafana", "runbooks");

    private SettingsReader() {}

    static Settings defaults() {
        Map<Threshold, Double> thresholds = new EnumMap<>(Threshold.class);
        for (Threshold threshold : Threshold.values()) {
            thresholds.put(threshold, threshold.parse(threshold.initial()));
        }
        return new Settings(
                List.of(),
                List.of(),
                List.of(),
                List.of("namespace"),
                thresholds,
                Catalog.HTTP_REQUEST_DURATION.buckets(),
                Settings.EXAMPLE_GRAFANA,
                Settings.EXAMPLE_RUNBOOKS);
    }

    static Settings read(Path file) {
        return YamlFile.read(file, FIELDS, SettingsReader::settings);
    }

    private static Settings settings(YamlFields fields) {
        Settings initial = defaults();
        Map<Threshold, Double> thresholds = new EnumMap<>(initial.thresholds());
        YamlFields given = fields.child(
                "thresholds", Stream.of(Threshold.values()).map(Threshold::key).collect(Collectors.toSet()));
        if (given != null) {
            for (Threshold threshold : Threshold.values()) {
                Double value = given.parsed(threshold.key(), threshold.allowed(), threshold::parse);
                if (value != null) {
                    thresholds.put(threshold, value);
                }
            }
        }
        List<Double> buckets = new ArrayList<>();
        for (String bound : fields.texts("buckets")) {
            try {
                buckets.add(Double.valueOf(bound));
            } catch (NumberFormatException e) {
                fields.fault("buckets", "\"" + bound + "\" is no number of seconds");
            }
        }
        return new Settings(
                fields.texts("services"),
                fields.texts("jobs"),
                fields.texts("namespaces"),
                fields.has("group") ? fields.texts("group") : initial.group(),
                thresholds,
                buckets.isEmpty() ? initial.buckets() : buckets,
                address(fields, "grafana", initial.grafana()),
                address(fields, "runbooks", initial.runbooks()));
    }

    private static String address(YamlFields fields, String name, String initial) {
        String address = fields.parsed(name, "an http or https URL", SettingsReader::address);
        return address == null ? initial : address;
    }

    /** Without a slash at the end. */
    static String address(String text) {
        URI uri = URI.create(text);
        if (uri.getHost() == null || !Set.of("http", "https").contains(uri.getScheme())) {
            throw new IllegalArgumentException(text + " is not an http or https URL");
        }
        return text.replaceFirst("/+$", "");
    }
}
