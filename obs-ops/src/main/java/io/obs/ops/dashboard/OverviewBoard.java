package io.obs.ops.dashboard;

import static io.obs.ops.dashboard.Queries.chosen;

import io.obs.catalog.Catalog;
import io.obs.ops.promql.Foreign;
import io.obs.ops.rules.Recorded;
import io.obs.ops.settings.Dashboard;
import io.obs.ops.settings.Settings;
import io.obs.ops.settings.Threshold;
import java.util.List;

/** All services at a glance. */
final class OverviewBoard {

    /** Files in memory and in images fill nothing. */
    private static final String NO_DISK = "tmpfs|overlay|squashfs|ramfs|devtmpfs|iso9660";

    private final Settings settings;
    private final Queries queries;

    OverviewBoard(Settings settings) {
        this.settings = settings;
        this.queries = new Queries(settings);
    }

    Board board() {
        return new Board(
                Dashboard.OVERVIEW,
                "now-24h",
                Variables.ofMany(settings),
                List.of(),
                List.of(requests(), errorRate(), latency(), jobs(), queues(), replicas(), disks()));
    }

    private Panel requests() {
        return Panel.stat("Total Requests", "short", 6)
                .described("Requests in the range that is chosen.")
                .decimals(0)
                .without("no data")
                .coloured(Colours.NONE)
                .query(Target.ofRange(
                        "sum(" + queries.counter(Catalog.HTTP_REQUESTS, "increase(%s[$__range])") + ")", "requests"))
                .link("Runbook: ServiceDown", settings.runbook("ServiceDown"));
    }

    private Panel errorRate() {
        return Panel.stat("Error Rate", "percentunit", 6)
                .described("The share of requests that were answered with 5xx in the last 5 minutes.")
                .decimals(2)
                .without("no traffic")
                .coloured(Colours.from("green").then(settings.threshold(Threshold.ERROR_RATE), "red"))
                .query(Target.now(
                        Queries.share(
                                "sum(" + chosen(Recorded.FAILED_RATE) + ")",
                                "sum(" + chosen(Recorded.REQUEST_RATE) + ")"),
                        "5xx"))
                .link("Runbook: HighErrorRate", settings.runbook("HighErrorRate"));
    }

    private Panel latency() {
        return Panel.stat("P95 Latency", "s", 6)
                .described("95 % of all requests took at most so long, in the last 5 minutes.")
                .without("no traffic")
                .coloured(Colours.from("green").then(settings.threshold(Threshold.LATENCY), "yellow"))
                .query(Target.now(
                        "histogram_quantile(0.95, sum by (le) (" + chosen(Recorded.BUCKET_RATE) + ")) >= 0", "p95"))
                .link("Runbook: HighLatency", settings.runbook("HighLatency"));
    }

    private Panel jobs() {
        return Panel.stat("Active Jobs", "short", 6)
                .described("Jobs that are being processed, on all replicas.")
                .decimals(0)
                .without("no jobs")
                .coloured(Colours.NONE)
                .query(Target.now("sum(" + queries.gauge(Catalog.JOBS_ACTIVE) + ")", "jobs"))
                .link("Runbook: NoNewJobs", settings.runbook("NoNewJobs"));
    }

    private Panel queues() {
        return Panel.stat("Queue Depth", "short", 12)
                .described(
                        "Messages that wait in each queue. Each replica asks the same broker, so they are not added up.")
                .decimals(0)
                .without("no queues")
                .coloured(Colours.from("green").then(settings.threshold(Threshold.QUEUE_DEPTH), "red"))
                .query(Target.now(Recorded.QUEUE_DEPTH, "{{queue}}"))
                .link("Runbook: QueueBacklog", settings.runbook("QueueBacklog"));
    }

    private Panel replicas() {
        String deployment = queries.with("namespace", "deployment");
        return Panel.stat("Pod Replicas", "short", 12)
                .described(
                        "Replicas that answer and are not DOWN, of services known within the last hour; and, from kube-state-metrics, those"
                                + " available of those wanted.")
                .decimals(0)
                .without("none")
                .coloured(Colours.from("red").then(1, "green"))
                .query(Target.now(
                        chosen(Recorded.SERVING) + " or 0 * group by (" + queries.with("service") + ") ("
                                + Queries.knownLately() + ")",
                        "{{service}}"))
                .query(Target.now(
                        "max by (" + deployment + ") (" + queries.of(Foreign.DEPLOYMENT_REPLICAS) + ")",
                        "{{deployment}} available"))
                .query(Target.now(
                        "max by (" + deployment + ") (" + queries.of(Foreign.DEPLOYMENT_WANTED) + ")",
                        "{{deployment}} wanted"))
                .link("Runbook: ReplicaDown", settings.runbook("ReplicaDown"))
                .link("Runbook: PodCrashLooping", settings.runbook("PodCrashLooping"));
    }

    private Panel disks() {
        String own = "1 - " + queries.of(Foreign.DISK_FREE) + " / (" + queries.of(Foreign.DISK_TOTAL) + " > 0)";
        String free = queries.of(Foreign.NODE_DISK_AVAILABLE)
                .where("fstype", "!~", NO_DISK)
                .toString();
        return Panel.bars("Disk Usage", 24)
                .described(
                        "The disk that a service sees under its directory; and, from the node exporter, those of hosts.")
                .decimals(0)
                .without("no data")
                .coloured(Colours.from("green").then(settings.threshold(Threshold.DISK), "red"))
                .query(Target.now(
                        queries.max(queries.ofTargets(own), "service", "instance", "path"),
                        "{{service}} {{instance}} {{path}}"))
                .query(Target.now(
                        queries.max(
                                "1 - " + free + " / (" + queries.of(Foreign.NODE_DISK_SIZE) + " > 0)",
                                "instance",
                                "mountpoint"),
                        "{{instance}} {{mountpoint}}"));
    }
}
