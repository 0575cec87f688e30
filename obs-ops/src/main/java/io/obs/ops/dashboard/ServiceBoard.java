package io.obs.ops.dashboard;

import static io.obs.ops.dashboard.Queries.chosen;

import io.obs.catalog.Catalog;
import io.obs.ops.rules.Recorded;
import io.obs.ops.settings.Dashboard;
import io.obs.ops.settings.Settings;
import io.obs.ops.settings.Threshold;
import java.util.List;

/** The health of one service. */
final class ServiceBoard {

    private final Settings settings;
    private final Queries queries;

    ServiceBoard(Settings settings) {
        this.settings = settings;
        this.queries = new Queries(settings);
    }

    Board board() {
        return new Board(
                Dashboard.SERVICE,
                "now-24h",
                Variables.ofOne(settings),
                List.of(Variables.tracesLink()),
                List.of(
                        status(),
                        breakers(),
                        requests(),
                        errors(),
                        latency(),
                        connections(),
                        missedRuns(),
                        lastSuccess()));
    }

    /** DOWN where no replica serves, though none has a target any more, DEGRADED where one doesn't or says that it is, HEALTHY otherwise. */
    private Panel status() {
        String service = queries.with("service");
        String known = chosen(Recorded.TARGET);
        String serving = chosen(Recorded.SERVING);
        String down = "2 * (group by (" + service + ") (" + Queries.knownLately() + ") unless on (" + service + ") "
                + serving + " > 0)";
        String missing = "(" + queries.sum(known, "service") + " - on (" + service + ") " + serving + ")";
        String degraded = "clamp(" + queries.max(queries.gauge(Catalog.SERVICE_HEALTH), "service") + " + on (" + service
                + ") " + missing + ", 0, 1)";
        return Panel.stat("Status", "none", 8)
                .described(
                        "DOWN where no replica serves, for an hour also where Prometheus has no target of it any more; DEGRADED where"
                                + " one does not, or says that it is degraded.")
                .without("unknown")
                .coloured(Colours.HEALTH)
                .query(Target.now(down + "\nor\n" + degraded, "{{service}}"))
                .link("Runbook: ServiceDown", settings.runbook("ServiceDown"));
    }

    private Panel breakers() {
        return Panel.states("Circuit Breaker State", Colours.BREAKER, 16)
                .described("Of each replica: one that is OPEN is not hidden by another that is HALF_OPEN.")
                .without("no circuit breakers")
                .query(Target.of(chosen(Recorded.BREAKER), "{{dependency}} on {{instance}}"))
                .link("Runbook: CircuitBreakerOpen", settings.runbook("CircuitBreakerOpen"));
    }

    private Panel requests() {
        return Panel.lines("Requests per Second", "reqps", 12)
                .described("By endpoint, on all replicas.")
                .without("no traffic")
                .coloured(Colours.NONE)
                .query(Target.of(chosen(Recorded.ENDPOINT_REQUEST_RATE), "{{endpoint}}"));
    }

    private Panel errors() {
        return Panel.lines("Error Rate per Endpoint", "percentunit", 12)
                .described("The share of each endpoint's requests that were answered with 5xx.")
                .without("no traffic")
                .coloured(Colours.from("green").then(settings.threshold(Threshold.ERROR_RATE), "red"))
                .query(Target.of(chosen(Recorded.ENDPOINT_FAILED_RATIO), "{{endpoint}}"))
                .link("Runbook: HighErrorRate", settings.runbook("HighErrorRate"));
    }

    private Panel latency() {
        return Panel.lines("P95 Latency per Endpoint", "s", 12)
                .described(
                        "95 % of each endpoint's requests took at most so long. A point is one request: it leads to its trace.")
                .without("no traffic")
                .coloured(Colours.from("green").then(settings.threshold(Threshold.LATENCY), "yellow"))
                .query(Target.of(queries.p95(Catalog.HTTP_REQUEST_DURATION, "service", "endpoint"), "{{endpoint}}")
                        .withExemplars())
                .link("Runbook: HighLatency", settings.runbook("HighLatency"));
    }

    private Panel connections() {
        String total = queries.max(queries.gauge(Catalog.DB_CONNECTION_POOL_TOTAL), "service", "instance");
        String available = queries.max(queries.gauge(Catalog.DB_CONNECTION_POOL_AVAILABLE), "service", "instance");
        return Panel.lines("Database Connections", "short", 12)
                .described("Of each replica's most exhausted pool: those in use, and how many it may open.")
                .decimals(0)
                .without("no connection pool")
                .coloured(Colours.NONE)
                .query(Target.of(total + " - " + available, "in use on {{instance}}"))
                .query(Target.of(total, "most on {{instance}}"))
                .link("Runbook: DbConnectionPoolExhausted", settings.runbook("DbConnectionPoolExhausted"));
    }

    private Panel missedRuns() {
        return Panel.lines("Missed Runs of Scheduled Jobs", "short", 12)
                .described("Runs that were due since the job last started, on the replica that has missed the fewest.")
                .decimals(0)
                .without("no scheduled jobs")
                .coloured(Colours.from("green").then(1, "red"))
                .query(Target.of(chosen(Recorded.JOB_MISSED), "{{job_name}}"))
                .link("Runbook: ScheduledJobMissed", settings.runbook("ScheduledJobMissed"));
    }

    private Panel lastSuccess() {
        return Panel.lines("Time since Scheduled Jobs Succeeded", "s", 12)
                .described("Since the last success on any replica; until there is one, since the job was scheduled.")
                .without("no scheduled jobs")
                .coloured(Colours.from("green").then(settings.threshold(Threshold.JOB_AGE), "red"))
                .query(Target.of(chosen(Recorded.JOB_AGE), "{{job_name}}"))
                .link("Runbook: ScheduledJobFailing", settings.runbook("ScheduledJobFailing"));
    }
}
