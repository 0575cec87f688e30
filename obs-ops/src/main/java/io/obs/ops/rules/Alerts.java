package io.obs.ops.rules;

import io.obs.ops.promql.Foreign;
import io.obs.ops.promql.Selector;
import io.obs.ops.rules.Rule.Alert;
import io.obs.ops.settings.Dashboard;
import io.obs.ops.settings.Settings;
import io.obs.ops.settings.Threshold;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The alerts of SPEC section 5, in its order, and after them obs's own, of jobs that must run. Those of SLOs are made beside
 * them, by io.obs.ops.slo.
 *
 * <p>Immutable; the names are in {@link #all}, for whoever writes a page for each.
 */
public final class Alerts {

    private final Settings settings;
    private final Scope scope;

    public Alerts(Settings settings) {
        this.settings = settings;
        this.scope = new Scope(settings);
    }

    /** Every alert. */
    public List<Alert> all() {
        SaturationAlerts saturation = new SaturationAlerts(settings);
        ScheduleAlerts schedules = new ScheduleAlerts(settings);
        return List.of(
                highLatency(),
                highErrorRate(),
                serviceDown(),
                replicaDown(),
                queueBacklog(),
                saturation.podCrashLooping(),
                saturation.highMemoryUsage(),
                saturation.highCpuUsage(),
                saturation.dbConnectionPoolExhausted(),
                circuitBreakerOpen(),
                noNewJobs(),
                schedules.missed(),
                schedules.failing());
    }

    List<RuleGroup> groups() {
        return List.of(new RuleGroup("obs-alerts", "15s", new ArrayList<>(all())));
    }

    private Alert highLatency() {
        return service("HighLatency", "warning")
                .hold("5m")
                .expr(Recorded.P95 + scope.services() + " > " + number(Threshold.LATENCY) + enoughRequests())
                .summary("{{ $labels.service }} is slow: p95 is {{ $value | humanizeDuration }}")
                .description(
                        "95 % of the requests to {{ $labels.service }} took up to {{ $value | humanizeDuration }} in the last"
                                + " 5 minutes; the limit is " + settings.threshold(Threshold.LATENCY) + " s."
                                + worst(Recorded.ENDPOINT_P95, "Slowest", "humanizeDuration"))
                .build();
    }

    private Alert highErrorRate() {
        String failed = Recorded.FAILED_RATE + " * 300 > "
                + BigDecimal.valueOf(settings.threshold(Threshold.MINIMUM_ERRORS))
                        .subtract(new BigDecimal("0.5"))
                        .stripTrailingZeros()
                        .toPlainString();
        return service("HighErrorRate", "critical")
                .hold("5m")
                .expr(Recorded.FAILED_RATIO + scope.services() + " > " + number(Threshold.ERROR_RATE) + enoughRequests()
                        + "\nand on (" + scope.with("service") + ") " + failed)
                .summary("{{ $value | humanizePercentage }} of the requests to {{ $labels.service }} fail")
                .description(
                        "{{ $labels.service }} answered {{ $value | humanizePercentage }} of its requests with 5xx in the last"
                                + " 5 minutes; the limit is " + percent(Threshold.ERROR_RATE) + "."
                                + worst(Recorded.ENDPOINT_FAILED_RATIO, "Worst", "humanizePercentage"))
                .build();
    }

    /** A quantile or a share of a handful of requests says nothing. */
    private String enoughRequests() {
        return "\nand on (" + scope.with("service") + ") " + Recorded.REQUEST_RATE + " * 300 >= "
                + number(Threshold.MINIMUM_REQUESTS);
    }

    private static String worst(String series, String word, String format) {
        return "{{ with printf \"topk(1, " + series + "{service='%s'} > 0)\" $labels.service | query }} " + word
                + " endpoint: {{ . | first | label \"endpoint\" }} ({{ . | first | value | " + format
                + " }}).{{ end }}";
    }

    private Alert serviceDown() {
        String by = scope.with("service");
        String known = Recorded.TARGET + scope.services();
        List<String> arms = new ArrayList<>();
        arms.add("# No replica answers, or each one says that it is DOWN.\n" + "(group by (" + by + ") (" + known
                + ") unless on (" + by + ") " + Recorded.SERVING + " > 0)");
        arms.add("# All its targets are gone.\n" + "(group by (" + by + ") (last_over_time(" + known
                + "[1h])) unless on (" + by + ") " + known + ")");
        arms.add("# It is not reached from outside.\n" + "group by (" + by + ") (" + Recorded.PROBE
                + (settings.services().isEmpty() ? "{service!=\"\"}" : scope.services()) + " == 0)");
        if (!settings.jobs().isEmpty()) {
            arms.add("# No target of the job has ever answered: the job names it.\n" + "group by (" + by + ") ("
                    + ofItsJob(up() + " == 0 unless on (" + scope.with("job") + ") " + Recorded.TARGET) + ")");
        }
        for (String name : settings.services()) {
            String one = Recorded.TARGET + "{service=" + Selector.quoted(name) + "}";
            arms.add("# It was never there, or is gone for long.\n" + "(absent(" + one
                    + ") unless on (service) last_over_time(" + one + "[1h]))");
        }
        return service("ServiceDown", "critical")
                .hold("1m")
                .expr(String.join("\nor\n", arms))
                .summary("{{ $labels.service }} is down")
                .description(
                        "No replica of {{ $labels.service }} has answered as healthy or degraded for a minute, or its probe fails."
                                + "{{ with printf \"count(" + Recorded.TARGET
                                + "{service='%s'})\" $labels.service | query }}"
                                + " Targets: {{ . | first | value }}.{{ end }}")
                .build();
    }

    /** The targets of the jobs that the settings name. */
    private Selector up() {
        return Selector.of(Foreign.UP).in("job", settings.jobs()).in("namespace", settings.namespaces());
    }

    /** Of a target that has never answered nobody knows which service it runs; its job is named like it, or will do. */
    private static String ofItsJob(String targets) {
        return "label_replace(" + targets + ", \"service\", \"$1\", \"job\", \"(.+)\")";
    }

    /** Of several replicas one: no reason to wake somebody, and nothing that should silence the service's other alerts. */
    private Alert replicaDown() {
        String target = scope.with("job", "instance");
        String never = settings.jobs().isEmpty()
                ? ""
                : "\nor\n# It has never answered, and others of its job do.\n("
                        + ofItsJob(up() + " == 0 unless on (" + target + ") " + Recorded.TARGET + " and on ("
                                + scope.with("job") + ") (" + Recorded.TARGET + " and on (" + target + ") " + up()
                                + " == 1)")
                        + ")";
        return service("ReplicaDown", "warning")
                .hold("5m")
                .expr("(" + Recorded.TARGET + scope.services() + " and on (" + target + ") (" + scope.of(Foreign.UP)
                        + " == 0))\n" + "and on (" + scope.with("service") + ") " + Recorded.SERVING + " > 0" + never)
                .summary("A replica of {{ $labels.service }} is down: {{ $labels.instance }}")
                .description(
                        "{{ $labels.instance }} has not answered for 5 minutes; other replicas of {{ $labels.service }} do.")
                .build();
    }

    private Alert queueBacklog() {
        return new AlertBuilder(settings, "QueueBacklog")
                .severity("warning")
                .dashboard(Dashboard.OVERVIEW)
                .hold("2m")
                .expr(Recorded.QUEUE_DEPTH + " > " + number(Threshold.QUEUE_DEPTH))
                .summary("{{ $value | humanize }} messages wait in {{ $labels.queue }}")
                .description(
                        "Queue {{ $labels.queue }} has held more than " + number(Threshold.QUEUE_DEPTH)
                                + " messages for 2 minutes, {{ $value | humanize }} now: its consumers are too slow, too few, or gone.")
                .build();
    }

    /**
     * The five minutes are in the query: {@code for} would start again with each half-open minute, and would fire on a
     * breaker that is about to recover. From then on it fires until the breaker is CLOSED.
     */
    private Alert circuitBreakerOpen() {
        return service("CircuitBreakerOpen", "warning")
                .expr("count by (" + scope.with("service", "dependency") + ") (\n  " + Recorded.BREAKER
                        + scope.services() + " > 0 and max_over_time(" + Recorded.BREAKER_STUCK + "[10m]) == 1\n)")
                .summary("{{ $labels.service }} can't reach {{ $labels.dependency }}: circuit breaker OPEN")
                .description(
                        "On {{ $value }} of its replicas the circuit breaker of {{ $labels.service }} to {{ $labels.dependency }}"
                                + " has not been CLOSED for 5 minutes, and is or was just OPEN: calls fail without being made.")
                .build();
    }

    private Alert noNewJobs() {
        String by = scope.with("service");
        String rate = Recorded.JOB_RATE + scope.services();
        return service("NoNewJobs", "info")
                .hold("15m")
                .expr("(\n  " + rate
                        + " == 0\n  or\n  # The series is gone: the service is, or creates no jobs any more.\n  (0 * last_over_time("
                        + rate + "[1d]) unless on (" + by + ") " + rate + ")\n)\nunless on (" + by
                        + ") (\n  # It runs what others create, as a worker does.\n  max_over_time("
                        + Recorded.JOBS_COMPLETED
                        + "[1d]) > 0 unless on (" + by + ") max_over_time(" + Recorded.JOBS_CREATED + "[1d]) > 0\n)")
                .summary("No new jobs in {{ $labels.service }}")
                .description(
                        "{{ $labels.service }} has created no job for 15 minutes. At night that may be well; by day nobody"
                                + " reaches it, or it refuses all of them.")
                .build();
    }

    private AlertBuilder service(String name, String severity) {
        return new AlertBuilder(settings, name).severity(severity).dashboard(Dashboard.SERVICE, "service");
    }

    private String number(Threshold threshold) {
        return plain(settings.threshold(threshold));
    }

    private String percent(Threshold threshold) {
        return plain(settings.threshold(threshold) * 100) + " %";
    }

    static String plain(double number) {
        return new BigDecimal(String.valueOf(number)).stripTrailingZeros().toPlainString();
    }

    /** The names of all alerts that obs-ops makes from settings alone. */
    public static Stream<String> names() {
        return new Alerts(Settings.defaults()).all().stream().map(Alert::name);
    }
}
