package io.obs.testkit.contract;

import io.obs.collector.ReceivedSpan;
import io.obs.testkit.LogLine;
import io.obs.testkit.Scrape;
import io.obs.testkit.TestTelemetry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** What a telemetry has shown, without its values, sorted. */
final class Recording {

    /**
     * Metrics that depend on the machine, the JVM and its collector: those of Micrometer's binders of JVM, process, system
     * and disk, by their names, so that a service's own of similar names stay.
     */
    private static final Pattern SURROUNDINGS =
            Pattern.compile("jvm_(?:buffer|classes|compilation|gc|memory|threads)_.*"
                    + "|jvm_info"
                    + "|process_(?:uptime_seconds|start_time_seconds|cpu_usage|cpu_time_ns_total|files_open_files|files_max_files)"
                    + "|system_(?:cpu_count|cpu_usage|load_average_1m)"
                    + "|disk_(?:free|total)_bytes");

    private static final Set<String> OF_EXPOSITION = Set.of("le", "quantile");

    private final TestTelemetry telemetry;

    Recording(TestTelemetry telemetry) {
        this.telemetry = telemetry;
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("metrics");
        metrics(lines);
        lines.add("spans");
        spans(lines);
        lines.add("lines");
        logs(lines);
        return List.copyOf(lines);
    }

    private void metrics(List<String> to) {
        Scrape scrape = telemetry.scrape();
        List<Scrape.Series> all = scrape.series();
        scrape.types().forEach((name, type) -> {
            if (SURROUNDINGS.matcher(name).matches()) {
                return;
            }
            Set<String> labels = new TreeSet<>();
            for (Scrape.Series series : all) {
                if (isOf(name, type, series.name())) {
                    labels.addAll(series.labels().keySet());
                }
            }
            labels.removeAll(OF_EXPOSITION);
            to.add("  " + name + " " + type + " " + braced(labels));
        });
    }

    private static boolean isOf(String family, String type, String series) {
        return series.equals(family)
                || ((type.equals("histogram") || type.equals("summary"))
                        && series.startsWith(family)
                        && Set.of("_bucket", "_sum", "_count").contains(series.substring(family.length())));
    }

    private void spans(List<String> to) {
        Map<String, Set<String>> attributes = new TreeMap<>();
        for (ReceivedSpan span : telemetry.spans()) {
            attributes
                    .computeIfAbsent(span.name() + " " + span.kind(), key -> new TreeSet<>())
                    .addAll(span.attributes().keySet());
        }
        attributes.forEach((span, keys) -> to.add("  " + span + " " + braced(keys)));
    }

    private void logs(List<String> to) {
        Map<String, Set<String>> fields = new TreeMap<>();
        for (LogLine line : telemetry.lines()) {
            if (line.text("trace_id") != null) {
                fields.computeIfAbsent(String.valueOf(line.text("logger")), key -> new TreeSet<>())
                        .addAll(line.fields().keySet());
            }
        }
        fields.forEach((logger, keys) -> to.add("  " + logger + " " + braced(keys)));
    }

    private static String braced(Collection<String> names) {
        return "{" + String.join(", ", names) + "}";
    }
}
