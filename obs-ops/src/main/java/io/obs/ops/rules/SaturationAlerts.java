package io.obs.ops.rules;

import static io.obs.ops.rules.Scope.ours;

import io.obs.catalog.Catalog;
import io.obs.ops.promql.Foreign;
import io.obs.ops.rules.Rule.Alert;
import io.obs.ops.settings.Dashboard;
import io.obs.ops.settings.Settings;
import io.obs.ops.settings.Threshold;

/** The alerts on what runs out: memory, CPU, connections, a pod's patience. */
final class SaturationAlerts {

    private static final String OF_POD = "container";

    private final Settings settings;
    private final Scope scope;

    SaturationAlerts(Settings settings) {
        this.settings = settings;
        this.scope = new Scope(settings);
    }

    /**
     * Two extrapolated restarts read 2.1, so they are rounded; and in its long back-off a pod restarts only twice in ten
     * minutes, so one that waits in it after more than that in an hour counts too.
     */
    Alert podCrashLooping() {
        String by = scope.with("namespace", "pod", OF_POD);
        String restarts = scope.of(Foreign.POD_RESTARTS).toString();
        String limit = " > " + limit(Threshold.RESTARTS);
        String backOff = scope.of(Foreign.POD_WAITING)
                .where("reason", "=", "CrashLoopBackOff")
                .toString();
        return new AlertBuilder(settings, "PodCrashLooping")
                .severity("critical")
                .dashboard(Dashboard.OVERVIEW)
                .expr("max by (" + by + ") (round(increase(" + restarts + "[10m])))" + limit + "\nor\n(max by (" + by
                        + ") (round(increase(" + restarts + "[1h])))" + limit + " and on (" + by + ") max_over_time("
                        + backOff + "[10m]) == 1)")
                .summary("{{ $labels.pod }} keeps restarting")
                .description(
                        "Container {{ $labels.container }} of pod {{ $labels.namespace }}/{{ $labels.pod }} has restarted"
                                + " {{ $value }} times in the last 10 minutes, or in an hour with Kubernetes holding it back.")
                .build();
    }

    Alert highMemoryUsage() {
        String limit = " > " + limit(Threshold.MEMORY);
        String service = scope.with("service");
        String heap = named("max by (" + service + ") ("
                + ours(scope.of(Catalog.JVM_HEAP_USED) + " / (" + scope.of(Catalog.JVM_HEAP_MAX) + " > 0)", "service")
                + ")");
        String pod = scope.with("namespace", "pod", OF_POD);
        String container = "max by (" + pod + ") (" + containers(Foreign.CONTAINER_MEMORY) + ")\n  / (max by (" + pod
                + ") (" + containers(Foreign.CONTAINER_MEMORY_LIMIT) + ") > 0)";
        String host = "1 - " + scope.of(Foreign.NODE_MEMORY_AVAILABLE) + " / " + scope.of(Foreign.NODE_MEMORY_TOTAL);
        return usage("HighMemoryUsage", "memory", Threshold.MEMORY)
                .expr(arm("heap", heap, limit) + "\nor\n" + arm("container", container, limit) + "\nor\n"
                        + arm("host", host, limit))
                .build();
    }

    /** Our own label is known only after it was made good, when no matcher can ask for it. */
    private String named(String query) {
        return settings.services().isEmpty()
                ? query
                : "(" + query + " and on (" + scope.with("service") + ") " + Recorded.TARGET + scope.services() + ")";
    }

    Alert highCpuUsage() {
        String limit = " > " + limit(Threshold.CPU);
        String target = scope.with("job", "instance");
        String process = "max by (" + scope.with("service") + ") (" + scope.of(Foreign.PROCESS_CPU_USAGE) + " * on ("
                + target + ") group_left (service) " + Recorded.TARGET + scope.services() + ")";
        String pod = scope.with("namespace", "pod", OF_POD);
        String container =
                "sum by (" + pod + ") (rate(" + containers(Foreign.CONTAINER_CPU) + "[2m]))\n  / max by (" + pod
                        + ") (" + containers(Foreign.CONTAINER_CPU_QUOTA) + " > 0) * max by (" + pod + ") ("
                        + containers(Foreign.CONTAINER_CPU_PERIOD) + ")";
        String host = "1 - avg by (" + target + ") (rate("
                + scope.of(Foreign.NODE_CPU).where("mode", "=", "idle") + "[2m]))";
        return usage("HighCpuUsage", "CPU", Threshold.CPU)
                .expr(arm("process", process, limit) + "\nor\n" + arm("container", container, limit) + "\nor\n"
                        + arm("host", host, limit))
                .build();
    }

    private AlertBuilder usage(String name, String what, Threshold threshold) {
        String subject =
                "{{ if $labels.service }}{{ $labels.service }}{{ else if $labels.pod }}{{ $labels.namespace }}/"
                        + "{{ $labels.pod }}{{ else }}{{ $labels.instance }}{{ end }}";
        return new AlertBuilder(settings, name)
                .severity("warning")
                .hold("5m")
                .dashboard(Dashboard.PERFORMANCE, "service")
                .summary(subject + " uses {{ $value | humanizePercentage }} of its " + what)
                .description("The " + what + " ({{ $labels.resource }}) of " + subject + " has been used to more than "
                        + Alerts.plain(settings.threshold(threshold) * 100)
                        + " % for 5 minutes, {{ $value | humanizePercentage }} now.");
    }

    /** Pause containers and the sums of whole pods have no such label. */
    private String containers(Foreign metric) {
        return scope.of(metric)
                .where(OF_POD, "!=", "")
                .where(OF_POD, "!=", "POD")
                .toString();
    }

    private static String arm(String resource, String query, String limit) {
        return "label_replace(" + query + limit + ", \"resource\", \"" + resource + "\", \"\", \"\")";
    }

    Alert dbConnectionPoolExhausted() {
        return new AlertBuilder(settings, "DbConnectionPoolExhausted")
                .severity("critical")
                .hold("1m")
                .dashboard(Dashboard.SERVICE, "service")
                .expr(Recorded.POOL_RATIO + scope.services() + " > " + limit(Threshold.POOL))
                .summary(
                        "{{ $labels.service }} runs out of database connections: {{ $value | humanizePercentage }} in use")
                .description(
                        "On the replica of {{ $labels.service }} that has the fewest left, {{ $value | humanizePercentage }} of the"
                                + " connections of a pool are in use; the limit is "
                                + Alerts.plain(settings.threshold(Threshold.POOL) * 100) + " %.")
                .build();
    }

    private String limit(Threshold threshold) {
        return Alerts.plain(settings.threshold(threshold));
    }
}
