package io.obs.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Prints what JMH measured as the Markdown table of docs/performance.md. */
final class Table {

    /**
     * One measured method.
     *
     * @param nanos CPU time of an operation
     * @param bytes allocated by an operation
     */
    private record Measured(double nanos, double bytes) {}

    private final Map<String, Measured> measured = new LinkedHashMap<>();

    private Table(JsonNode results) {
        for (JsonNode result : results) {
            String name = result.path("benchmark").asString().replaceFirst("^.*\\.(\\w+\\.\\w+)$", "$1");
            StringJoiner params = new StringJoiner("");
            result.path("params")
                    .properties()
                    .forEach(p ->
                            params.add(" " + p.getKey() + "=" + p.getValue().asString()));
            JsonNode metrics = result.path("secondaryMetrics");
            measured.put(
                    name + params,
                    new Measured(median(metrics.path(CpuTime.METRIC)), median(metrics.path("gc.alloc.rate.norm"))));
        }
    }

    /** @param args the JSON file that JMH wrote */
    public static void main(String[] args) throws Exception {
        JsonNode results = JsonMapper.shared().readTree(Files.readString(Path.of(args[0])));
        System.out.print(new Table(results).markdown());
    }

    /** Of all iterations of all forks: one that a neighbour of the machine has disturbed doesn't shift it. */
    private static double median(JsonNode metric) {
        double[] scores = StreamSupport.stream(metric.path("rawData").spliterator(), false)
                .flatMap(fork -> StreamSupport.stream(fork.spliterator(), false))
                .mapToDouble(JsonNode::asDouble)
                .sorted()
                .toArray();
        return scores.length == 0 ? Double.NaN : scores[scores.length / 2];
    }

    private String markdown() {
        StringBuilder text = new StringBuilder("| work | peers: ns, B/op | obs: ns, B/op | target | ratio | met |\n");
        text.append("|---|---|---|---|---|---|\n");
        for (Row row : Row.ALL) {
            Measured ours = find(row, row.ours());
            if (ours != null) {
                text.append(line(row, ours));
            }
        }
        return text.toString();
    }

    private String line(Row row, Measured ours) {
        StringJoiner peers = new StringJoiner(" · ");
        for (String peer : row.peers()) {
            Measured cost = find(row, peer);
            if (cost != null) {
                peers.add(peer + " " + show(cost));
            }
        }
        StringJoiner targets = new StringJoiner("; ");
        StringJoiner ratios = new StringJoiner("; ");
        boolean met = true;
        for (Row.Target target : row.targets()) {
            Measured peer = find(row, target.peer());
            double ratio = peer == null ? Double.NaN : ours.nanos() / peer.nanos();
            String bytes = target.bytes() < 0 ? "" : String.format(Locale.ROOT, ", <= %.0f B", target.bytes());
            targets.add(String.format(Locale.ROOT, "<= %.2f x %s%s", target.ratio(), target.peer(), bytes));
            ratios.add(String.format(Locale.ROOT, "%.2f", ratio));
            // Bytes are steady, but for the profiler's own fraction of one.
            met &= ratio <= target.ratio() && (target.bytes() < 0 || ours.bytes() <= target.bytes() + 0.5);
        }
        return "| " + row.work() + " | " + peers + " | " + show(ours) + " | " + targets + " | " + ratios + " | "
                + (met ? "yes" : "no") + " |\n";
    }

    private @Nullable Measured find(Row row, String method) {
        int space = row.benchmark().indexOf(' ');
        String name = space < 0 ? row.benchmark() : row.benchmark().substring(0, space);
        String params = space < 0 ? "" : row.benchmark().substring(space);
        return measured.get(name + "." + method + params);
    }

    private static String show(Measured cost) {
        return String.format(Locale.ROOT, "%.0f, %.0f", cost.nanos(), cost.bytes());
    }
}
