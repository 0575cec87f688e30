package io.obs.ops.slo;

import io.obs.ops.settings.Quantity;
import io.obs.ops.yaml.YamlFields;
import io.obs.ops.yaml.YamlFile;
import io.obs.slo.Slo;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the objectives of files, each document obs-ops' own or OpenSLO's; every fault is told with its line. */
final class SloFile {

    private static final Set<String> TOP = Set.of("service", "objectives");
    private static final Set<String> OBJECTIVE = Set.of("name", "availability", "latency", "within", "percent");

    private final List<Objective> objectives = new ArrayList<>();
    private final Set<List<String>> names = new HashSet<>();

    private SloFile() {}

    static List<Objective> read(List<Path> files) {
        return YamlFile.readAll(files, documents -> new SloFile().objectives(documents));
    }

    private List<Objective> objectives(List<YamlFields> documents) {
        List<YamlFields> open = documents.stream()
                .filter(document -> document.has("apiVersion") || document.has("kind"))
                .toList();
        for (YamlFields document : documents) {
            if (!open.contains(document)) {
                own(document.only(TOP));
            }
        }
        new OpenSlo(open, this).read();
        return objectives;
    }

    private void own(YamlFields top) {
        String service = top.requiredText("service");
        List<YamlFields> given = top.children("objectives", OBJECTIVE);
        if (given.isEmpty()) {
            top.fault("objectives", "has none");
        }
        for (YamlFields fields : given) {
            Slo slo = slo(fields);
            if (slo != null) {
                String name = fields.text("name");
                add(fields, Objective.of(service, name == null ? Objective.named(slo) : name, slo));
            }
        }
    }

    /** Adds it; its fields tell where it was read. */
    void add(YamlFields fields, Objective objective) {
        if (!names.add(List.of(objective.service(), objective.name()))) {
            fields.fault("name", "\"" + objective.name() + "\" is there twice; give each its own");
        }
        objectives.add(objective);
    }

    private static @Nullable Slo slo(YamlFields fields) {
        String availability = fields.text("availability");
        String latency = fields.text("latency");
        Double percent = fields.number("percent", 0, 100);
        if (percent == null) {
            if (!fields.has("percent")) {
                fields.fault("percent", "is missing");
            }
            return null;
        }
        if ((availability == null) == (latency == null)) {
            fields.fault("availability", "or latency, one of the two, must name a route");
            return null;
        }
        try {
            if (availability != null) {
                return Slo.availability(availability, percent);
            }
            Double within = fields.parsed("within", Quantity.DURATION.allowed(), Quantity.DURATION::parse);
            if (within == null) {
                if (!fields.has("within")) {
                    fields.fault("within", "is missing: how long a good request may take");
                }
                return null;
            }
            return Slo.latency(latency == null ? "" : latency, Duration.ofNanos(Math.round(within * 1e9)), percent);
        } catch (IllegalArgumentException e) {
            fields.fault(availability == null ? "latency" : "availability", "is wrong: " + e.getMessage());
            return null;
        }
    }
}
