package io.obs.ops.dashboard;

import io.obs.catalog.Catalog;
import io.obs.catalog.MetricSpec;
import io.obs.ops.promql.Foreign;
import io.obs.ops.settings.Dashboard;
import io.obs.ops.settings.Settings;
import io.obs.ops.settings.Threshold;
import java.util.List;

/** Where time and resources go. */
final class PerformanceBoard {

    private static final String CONTAINER = "container";

    private final Settings settings;
    private final Queries queries;

    PerformanceBoard(Settings settings) {
        this.settings = settings;
        this.queries = new Queries(settings);
    }

    Board board() {
        return new Board(
                Dashboard.PERFORMANCE,
                "now-24h",
                Variables.ofMany(settings),
                List.of(),
                List.of(distribution(), queues(), database(), cache(), memory(), cpu()));
    }

    private Panel distribution() {
        return Panel.heatmap("HTTP Latency Distribution", 24)
                .described("How many requests took how long. A point is one request: it leads to its trace.")
                .without("no traffic")
                .coloured(Colours.NONE)
                .query(Target.ofBuckets("sum by (le) (" + queries.buckets(Catalog.HTTP_REQUEST_DURATION) + ")"))
                .link("Runbook: HighLatency", settings.runbook("HighLatency"));
    }

    private Panel queues() {
        return latency("Queue Processing Latency", Catalog.QUEUE_PROCESSING_DURATION, "queue", "no messages")
                .described("95 % of a queue's messages were handled within.")
                .link("Runbook: QueueBacklog", settings.runbook("QueueBacklog"));
    }

    private Panel database() {
        return latency("Database Query Latency", Catalog.DB_QUERY_DURATION, "query_type", "no statements")
                .described("95 % of the statements of a kind took at most so long.")
                .link("Runbook: DbConnectionPoolExhausted", settings.runbook("DbConnectionPoolExhausted"));
    }

    private Panel latency(String title, MetricSpec histogram, String by, String nothing) {
        return Panel.lines(title, "s", 12)
                .without(nothing)
                .coloured(Colours.NONE)
                .query(Target.of(queries.p95(histogram, by), "{{" + by + "}}").withExemplars());
    }

    /** From the counters: a mean of the replicas' ratios would weigh an idle one like a busy one. */
    private Panel cache() {
        String hits =
                queries.sum(queries.counter(Catalog.CACHE_REQUESTS, Queries.RATE, "result", "=", "hit"), "service");
        String all = queries.sum(queries.counter(Catalog.CACHE_REQUESTS, Queries.RATE), "service");
        return Panel.lines("Cache Hit Ratio", "percentunit", 8)
                .described("Hits among all look-ups, of all replicas.")
                .without("no look-ups")
                .between(0, 1)
                .coloured(Colours.NONE)
                .query(Target.of(Queries.share(hits, all), "{{service}}"));
    }

    private Panel memory() {
        String used = queries.max(queries.gauge(Catalog.JVM_HEAP_USED), "service", "instance");
        String most = queries.max(queries.gauge(Catalog.JVM_HEAP_MAX), "service", "instance");
        String pod = queries.with("namespace", "pod", CONTAINER);
        String container = "max by (" + pod + ") (" + containers(Foreign.CONTAINER_MEMORY) + ") / (max by (" + pod
                + ") (" + containers(Foreign.CONTAINER_MEMORY_LIMIT) + ") > 0)";
        String host = "1 - " + queries.of(Foreign.NODE_MEMORY_AVAILABLE) + " / ("
                + queries.of(Foreign.NODE_MEMORY_TOTAL) + " > 0)";
        return usage("Memory", Threshold.MEMORY)
                .described("The share in use of the largest heap, the container's limit, the host's memory.")
                .query(Target.of(used + " / (" + most + " > 0)", "heap of {{service}} on {{instance}}"))
                .query(Target.of(container, "{{pod}} {{container}}"))
                .query(Target.of(host, "host {{instance}}"))
                .link("Runbook: HighMemoryUsage", settings.runbook("HighMemoryUsage"));
    }

    private Panel cpu() {
        String process =
                queries.max(queries.ofTargets(queries.of(Foreign.PROCESS_CPU_USAGE) + " >= 0"), "service", "instance");
        String pod = queries.with("namespace", "pod", CONTAINER);
        String container = "sum by (" + pod + ") (" + Queries.RATE.formatted(containers(Foreign.CONTAINER_CPU))
                + ") / (max by (" + pod + ") (" + containers(Foreign.CONTAINER_CPU_QUOTA) + ") > 0) * max by (" + pod
                + ") (" + containers(Foreign.CONTAINER_CPU_PERIOD) + ")";
        String host = "1 - avg by (" + queries.with("job", "instance") + ") ("
                + Queries.RATE.formatted(queries.of(Foreign.NODE_CPU).where("mode", "=", "idle")) + ")";
        return usage("CPU", Threshold.CPU)
                .described(
                        "The share in use of what the process may use, the container's quota, the host's processors.")
                .query(Target.of(process, "process of {{service}} on {{instance}}"))
                .query(Target.of(container, "{{pod}} {{container}}"))
                .query(Target.of(host, "host {{instance}}"))
                .link("Runbook: HighCpuUsage", settings.runbook("HighCpuUsage"));
    }

    private Panel usage(String title, Threshold threshold) {
        return Panel.lines(title, "percentunit", 8)
                .without("no data")
                .between(0, 1)
                .coloured(Colours.from("green").then(settings.threshold(threshold), "red"));
    }

    /** Pause containers and the sums of whole pods have no such label. */
    private String containers(Foreign metric) {
        return queries.of(metric)
                .where(CONTAINER, "!=", "")
                .where(CONTAINER, "!=", "POD")
                .toString();
    }
}
