package io.obs.ops.prometheus;

import io.obs.ops.promql.Foreign;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Decides whether a new series' first value was counted since the scrape before it, or is the past of a process that
 * was only now found.
 *
 * <p>It counts where its target was known before (a new combination of labels), or where the target's process had just
 * started. It does not where a process that had long run is scraped for the first time, or under new labels: its whole
 * life would be added to the month.
 */
final class FirstValues {

    /** How long after its start a process may be scraped first, in seconds. */
    private static final double JUST_STARTED = 900;

    private final PrometheusClient client;
    private final Map<Map<String, String>, Target> targets = new HashMap<>();

    /** Known since then; whether what was there at that very time counts: a new process' many series all begin at once. */
    private record Target(long since, boolean counts) {}

    FirstValues(PrometheusClient client) {
        this.client = client;
    }

    boolean count(Map<String, String> labels, long time) {
        Map<String, String> name = Labels.target(labels);
        if (name.isEmpty()) {
            return false;
        }
        Target target = targets.get(name);
        if (target == null || target.since() > time) {
            target = ask(name, time);
            targets.put(name, target);
        }
        return target.since() < time || target.counts();
    }

    private Target ask(Map<String, String> name, long time) {
        List<Series> starts = hourBefore(Foreign.PROCESS_START, name, time);
        List<Series> seen = starts.isEmpty() ? hourBefore(Foreign.UP, name, time) : starts;
        long since = seen.stream().mapToLong(series -> series.time(0)).min().orElse(time);
        boolean justStarted = starts.stream()
                .mapToDouble(series -> series.value(series.size() - 1))
                .anyMatch(start -> time / 1000.0 - start <= JUST_STARTED);
        return new Target(since, justStarted);
    }

    private List<Series> hourBefore(Foreign metric, Map<String, String> target, long time) {
        return client.query(Matching.exactly(metric.metric(), target) + "[1h]", Instant.ofEpochMilli(time)).stream()
                .filter(series -> series.size() > 0)
                .toList();
    }
}
