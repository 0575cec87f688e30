package io.obs.ops.rules;

import static io.obs.ops.rules.Scope.ours;

import io.obs.catalog.Catalog;
import io.obs.catalog.MetricSpec;
import io.obs.ops.promql.Foreign;
import io.obs.ops.rules.Rule.Recording;
import io.obs.ops.settings.Settings;
import java.util.List;
import java.util.Map;

/**
 * The recording rules that the alerts and dashboards read. Sums come before quotients and quantiles, so that replicas,
 * their restarts and endpoints without traffic weigh what they should.
 */
final class Recordings {

    private static final String FAILED = "5..";

    private final Scope scope;

    Recordings(Settings settings) {
        this.scope = new Scope(settings);
    }

    List<RuleGroup> groups() {
        return List.of(
                new RuleGroup("obs-http", "30s", http()),
                new RuleGroup("obs-targets", "15s", targets()),
                new RuleGroup("obs-parts", "15s", parts()));
    }

    private List<Rule> http() {
        return List.of(
                record(Recorded.ENDPOINT_REQUEST_RATE, requests("")),
                record(Recorded.ENDPOINT_FAILED_RATE, requests(FAILED)),
                record(
                        Recorded.ENDPOINT_FAILED_RATIO,
                        ratio(Recorded.ENDPOINT_FAILED_RATE, Recorded.ENDPOINT_REQUEST_RATE)),
                record(Recorded.REQUEST_RATE, sum("service", Recorded.ENDPOINT_REQUEST_RATE)),
                record(Recorded.FAILED_RATE, sum("service", Recorded.ENDPOINT_FAILED_RATE)),
                record(Recorded.FAILED_RATIO, ratio(Recorded.FAILED_RATE, Recorded.REQUEST_RATE)),
                record(
                        Recorded.BUCKET_RATE,
                        sum(
                                "service, le",
                                ours(
                                        rate(scope.buckets(Catalog.HTTP_REQUEST_DURATION)
                                                .toString()),
                                        "service"))),
                record(Recorded.P95, "histogram_quantile(0.95, " + Recorded.BUCKET_RATE + ")"),
                record(
                        Recorded.ENDPOINT_P95,
                        "histogram_quantile(0.95, "
                                + sum(
                                        "service, endpoint, le",
                                        ours(
                                                rate(scope.buckets(Catalog.HTTP_REQUEST_DURATION)
                                                        .toString()),
                                                "service",
                                                "endpoint"))
                                + ")"));
    }

    private String requests(String statuses) {
        var requests = scope.of(Catalog.HTTP_REQUESTS);
        var counted = statuses.isEmpty() ? requests : requests.where("status", "=~", statuses);
        return sum("service, endpoint", ours(rate(counted.toString()), "service", "endpoint"));
    }

    /** Where a target no longer answers its own series are gone at once; what it ran is remembered while it is a target. */
    private List<Rule> targets() {
        String here = "max by (" + scope.with("job", "instance", "service") + ") ("
                + ours(scope.of(Catalog.SERVICE_INFO).toString(), "service") + ")";
        String target = scope.with("job", "instance");
        String probes = scope.of(Catalog.PROBE_SUCCESS).toString();
        return List.of(
                record(Recorded.PROBE, "max by (" + scope.with("service") + ") (" + ours(probes, "service") + ")"),
                record(
                        Recorded.TARGET,
                        here + "\nor (\n  (" + Recorded.TARGET + " and on (" + target + ") " + scope.of(Foreign.UP)
                                + ")\n" + "    unless on (" + target + ") " + scope.of(Catalog.SERVICE_INFO) + "\n)"),
                record(
                        Recorded.SERVING,
                        sum("service", ours(scope.of(Catalog.SERVICE_HEALTH).toString(), "service") + " < bool 2")));
    }

    private List<Rule> parts() {
        String available = scope.of(Catalog.DB_CONNECTION_POOL_AVAILABLE).toString();
        String total = scope.of(Catalog.DB_CONNECTION_POOL_TOTAL).toString();
        return List.of(
                // Each replica asks the same broker: their sum would be a multiple.
                record(
                        Recorded.QUEUE_DEPTH,
                        "max by (" + scope.with("queue") + ") (" + scope.of(Catalog.QUEUE_DEPTH) + ")"),
                record(
                        Recorded.BREAKER,
                        "max by (" + scope.with("job", "instance", "service", "dependency") + ") ("
                                + ours(scope.of(Catalog.CIRCUIT_BREAKER_STATE).toString(), "service") + ")"),
                record(
                        Recorded.BREAKER_STUCK,
                        Recorded.BREAKER + " == 1\n  and min_over_time(" + Recorded.BREAKER + "[5m]) > 0\n  and "
                                + Recorded.BREAKER + " offset 5m > 0"),
                record(
                        Recorded.JOB_RATE,
                        sum("service", ours("rate(" + scope.of(Catalog.JOBS_CREATED) + "[2m])", "service"))),
                record(Recorded.JOBS_CREATED, total(Catalog.JOBS_CREATED)),
                record(Recorded.JOBS_COMPLETED, total(Catalog.JOBS_COMPLETED)),
                record(Recorded.JOB_MISSED, least(Catalog.OBS_SCHEDULED_JOB_MISSED_RUNS)),
                record(Recorded.JOB_AGE, least(Catalog.OBS_SCHEDULED_JOB_LAST_SUCCESS_AGE)),
                record(
                        Recorded.POOL_RATIO,
                        "max by (" + scope.with("service") + ") ("
                                + ours("1 - " + available + " / (" + total + " > 0)", "service") + ")"));
    }

    private String total(MetricSpec counter) {
        return sum("service", ours(scope.of(counter).toString(), "service"));
    }

    private String least(MetricSpec scheduled) {
        return "min by (" + scope.with("service", "job_name") + ") ("
                + ours(scope.of(scheduled).toString(), "service") + ")";
    }

    private String sum(String labels, String query) {
        return "sum by (" + scope.with(labels.split(", ", -1)) + ") (" + query + ")";
    }

    private static String rate(String selector) {
        return "rate(" + selector + "[5m])";
    }

    /** Absent without traffic, and 0 where nothing failed, also where no failing series is there. */
    private static String ratio(String failed, String all) {
        return "(" + failed + " or 0 * " + all + ") / (" + all + " > 0)";
    }

    private static Recording record(String name, String expr) {
        return new Recording(name, expr, Map.of());
    }
}
