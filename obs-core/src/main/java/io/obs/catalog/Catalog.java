package io.obs.catalog;

import static io.obs.catalog.Label.SERVICE;
import static io.obs.catalog.Label.of;
import static io.obs.catalog.Label.open;
import static io.obs.catalog.MetricTrait.ADDITIVE;
import static io.obs.catalog.MetricTrait.ANY_SERVICE;
import static io.obs.catalog.MetricTrait.DECLARED;
import static io.obs.catalog.MetricType.COUNTER;
import static io.obs.catalog.MetricType.GAUGE;
import static io.obs.catalog.MetricType.HISTOGRAM;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The catalogue of SPEC section 1: each metric family obs can expose, declared once.
 *
 * <p>The constants are immutable and safe to share. A family's order here is its order in docs/metrics.md.
 */
public final class Catalog {

    /** The default bounds of duration histograms, in seconds: 10 ms to 5 s. */
    public static final List<Double> DURATION_BUCKETS = List.of(0.01, 0.05, 0.1, 0.5, 1.0, 2.0, 5.0);

    private static final List<MetricSpec> ALL = new ArrayList<>();

    // ---- http: also fed by RPC servers
    public static final MetricSpec HTTP_REQUESTS = counter(
            "http_requests_total",
            "http",
            "Finished HTTP requests.",
            SERVICE,
            open("endpoint"),
            open("method"),
            open("status"));
    public static final MetricSpec HTTP_REQUEST_DURATION = duration(
            "http_request_duration_seconds",
            "http",
            "Time from request to finished response.",
            SERVICE,
            open("endpoint"));
    public static final MetricSpec HTTP_ERRORS = declaredCounter(
            "http_errors_total",
            "http",
            "HTTP requests answered with 4xx or 5xx, aborted, or failed by an exception.",
            SERVICE,
            open("status"),
            of(
                    "error_type",
                    "client_error",
                    "server_error",
                    "timeout",
                    "circuit_open",
                    "dependency",
                    "exception",
                    "aborted"));

    // ---- job
    public static final MetricSpec JOBS_CREATED = counter("jobs_created_total", "job", "Jobs submitted.", SERVICE);
    public static final MetricSpec JOBS_COMPLETED = counter(
            "jobs_completed_total",
            "job",
            "Jobs that ended, by how they ended.",
            SERVICE,
            of("status", "success", "failure", "cancelled"));
    public static final MetricSpec JOB_PROCESSING_DURATION = duration(
            "job_processing_duration_seconds", "job", "Time from start to end of a job's processing.", SERVICE);
    public static final MetricSpec JOBS_FAILED = counter(
            "jobs_failed_total",
            "job",
            "Jobs that failed, by the reason.",
            SERVICE,
            of(
                    "failure_reason",
                    "timeout",
                    "validation",
                    "dependency",
                    "circuit_open",
                    "io",
                    "interrupted",
                    "internal"));
    public static final MetricSpec JOBS_ACTIVE =
            additiveGauge("jobs_active", "job", "Jobs being processed now.", SERVICE);

    public static final MetricSpec OBS_SCHEDULED_JOB_LAST_SUCCESS_AGE = gauge(
            "obs_scheduled_job_last_success_age_seconds",
            "job",
            "Time since the scheduled job last succeeded; until it first does, since it was scheduled.",
            SERVICE,
            open("job_name"));
    public static final MetricSpec OBS_SCHEDULED_JOB_MISSED_RUNS = gauge(
            "obs_scheduled_job_missed_runs",
            "job",
            "Runs of the scheduled job that have been due since it last started.",
            SERVICE,
            open("job_name"));

    // ---- breaker
    public static final MetricSpec CIRCUIT_BREAKER_STATE = gauge(
            "circuit_breaker_state",
            "breaker",
            "State of the circuit breaker: 0 CLOSED, 1 OPEN, 2 HALF_OPEN.",
            SERVICE,
            open("dependency"));
    public static final MetricSpec CIRCUIT_BREAKER_CALLS = counter(
            "circuit_breaker_calls_total",
            "breaker",
            "Calls through the circuit breaker, by outcome.",
            SERVICE,
            open("dependency"),
            of("outcome", "success", "failure", "ignored", "not_permitted"));
    public static final MetricSpec CIRCUIT_BREAKER_FAILURES = counter(
            "circuit_breaker_failures_total",
            "breaker",
            "Calls that the circuit breaker recorded as failures.",
            SERVICE,
            open("dependency"));

    // ---- queue
    public static final MetricSpec QUEUE_MESSAGES = counter(
            "queue_messages_total",
            "queue",
            "Messages produced to and consumed from the queue.",
            open("queue"),
            of("action", "produced", "consumed"));
    public static final MetricSpec QUEUE_DEPTH =
            gauge("queue_depth", "queue", "Messages waiting in the queue, as the broker says.", open("queue"));
    public static final MetricSpec QUEUE_PROCESSING_DURATION = duration(
            "queue_processing_duration_seconds",
            "queue",
            "Time from a message's delivery to the end of its handling.",
            open("queue"));
    public static final MetricSpec QUEUE_ACKS = counter(
            "queue_acks_total",
            "queue",
            "Deliveries settled by consumers, by how.",
            open("queue"),
            of("status", "ack", "nack", "reject"));

    // ---- cache
    public static final MetricSpec CACHE_REQUESTS = counter(
            "cache_requests_total", "cache", "Cache look-ups, by result.", SERVICE, of("result", "hit", "miss"));
    public static final MetricSpec CACHE_HIT_RATIO =
            gauge("cache_hit_ratio", "cache", "Hits among cache look-ups over a sliding window, 0 to 1.", SERVICE);
    public static final MetricSpec CACHE_OPERATION_DURATION = duration(
            "cache_operation_duration_seconds",
            "cache",
            "Time of cache operations.",
            of(
                    "operation",
                    "get",
                    "set",
                    "delete",
                    "exists",
                    "expire",
                    "incr",
                    "collection",
                    "load",
                    "batch",
                    "other"));

    // ---- db
    public static final MetricSpec DB_CONNECTION_POOL_AVAILABLE = gauge(
            "db_connection_pool_available",
            "db",
            "Idle connections plus room to grow, of the most exhausted pool.",
            SERVICE);
    public static final MetricSpec DB_CONNECTION_POOL_TOTAL =
            gauge("db_connection_pool_total", "db", "Maximum size of the most exhausted connection pool.", SERVICE);
    public static final MetricSpec DB_QUERY_DURATION = duration(
            "db_query_duration_seconds",
            "db",
            "Time of database statements.",
            of("query_type", "select", "insert", "update", "delete", "ddl", "other"));
    public static final MetricSpec DB_ERRORS =
            counter("db_errors_total", "db", "Failed statements and failed connection attempts.", SERVICE);

    // ---- storage
    public static final MetricSpec STORAGE_UPLOAD_DURATION =
            duration("storage_upload_duration_seconds", "storage", "Time of uploads to object storage.");
    public static final MetricSpec STORAGE_DOWNLOAD_DURATION =
            duration("storage_download_duration_seconds", "storage", "Time of downloads from object storage.");
    public static final MetricSpec STORAGE_ERRORS = counter(
            "storage_errors_total",
            "storage",
            "Failed operations on object storage.",
            of("operation", "upload", "download", "delete", "list"));

    // ---- service: always wired
    public static final MetricSpec SERVICE_HEALTH =
            gauge("service_health", "service", "Health of the service: 0 HEALTHY, 1 DEGRADED, 2 DOWN.", SERVICE);
    public static final MetricSpec SERVICE_INFO =
            gauge("service_info", "service", "Always 1; tells the running version.", SERVICE, open("version"));
    public static final MetricSpec LOG_EVENTS = counter(
            "log_events_total",
            "service",
            "Log events, by level.",
            SERVICE,
            of("level", "DEBUG", "INFO", "WARN", "ERROR", "CRITICAL"));
    public static final MetricSpec DEPLOYMENTS = counter(
            "deployments_total",
            "deployment",
            "Deployments, by how they ended.",
            SERVICE,
            of("status", "success", "failure"));
    public static final MetricSpec JVM_HEAP_USED =
            gauge("jvm_heap_used_bytes", "service", "Heap in use, all pools together.", SERVICE);
    public static final MetricSpec JVM_HEAP_MAX =
            gauge("jvm_heap_max_bytes", "service", "Largest size the heap may grow to.", SERVICE);

    // ---- probe: the name and label that the blackbox exporter's results have, so that who reads one reads both
    public static final MetricSpec PROBE_SUCCESS = add(new MetricSpec(
            "probe_success",
            GAUGE,
            "probe",
            List.of(SERVICE),
            List.of(),
            "Whether the service that is asked each minute last answered as expected: 1, or not: 0.",
            Set.of(ANY_SERVICE)));
    public static final MetricSpec OBS_PROBE_DURATION = add(new MetricSpec(
            "obs_probe_duration_seconds",
            HISTOGRAM,
            "probe",
            List.of(SERVICE),
            DURATION_BUCKETS,
            "Time from a probe's question to the end of the answer, or to its failure.",
            Set.of(ANY_SERVICE)));

    // ---- obs itself
    public static final MetricSpec OBS_DROPPED = declaredCounter(
            "obs_dropped_total",
            "obs",
            "Telemetry that was lost, by signal and reason.",
            of("signal", "trace", "log", "metric"),
            open("reason"));
    public static final MetricSpec OBS_INTERNAL_ERRORS = counter(
            "obs_internal_errors_total",
            "obs",
            "Failures inside obs or in callbacks given to it, kept from the service.",
            open("component"));
    public static final MetricSpec OBS_CONTROL_ACTIONS = counter(
            "obs_control_actions_total",
            "obs",
            "Uses of the control, by what was controlled and how they ended.",
            SERVICE,
            open("control"),
            of("outcome", "done", "invalid", "denied", "failed"));
    public static final MetricSpec OBS_KILL_SWITCH_ON =
            gauge("obs_kill_switch_on", "obs", "Whether the kill switch is on: 1, or off: 0.", SERVICE, open("switch"));

    private Catalog() {}

    /** Every family, in the catalogue's order; immutable. */
    public static List<MetricSpec> all() {
        return List.copyOf(ALL);
    }

    /** The family of that exact name, if the catalogue has it. */
    public static Optional<MetricSpec> find(String name) {
        return ALL.stream().filter(spec -> spec.name().equals(name)).findFirst();
    }

    private static MetricSpec counter(String name, String group, String help, Label... labels) {
        return add(new MetricSpec(name, COUNTER, group, List.of(labels), List.of(), help, Set.of()));
    }

    private static MetricSpec declaredCounter(String name, String group, String help, Label... labels) {
        return add(new MetricSpec(name, COUNTER, group, List.of(labels), List.of(), help, Set.of(DECLARED)));
    }

    private static MetricSpec gauge(String name, String group, String help, Label... labels) {
        return add(new MetricSpec(name, GAUGE, group, List.of(labels), List.of(), help, Set.of()));
    }

    private static MetricSpec additiveGauge(String name, String group, String help, Label... labels) {
        return add(new MetricSpec(name, GAUGE, group, List.of(labels), List.of(), help, Set.of(ADDITIVE)));
    }

    private static MetricSpec duration(String name, String group, String help, Label... labels) {
        return add(new MetricSpec(name, HISTOGRAM, group, List.of(labels), DURATION_BUCKETS, help, Set.of()));
    }

    private static MetricSpec add(MetricSpec spec) {
        ALL.add(spec);
        return spec;
    }
}
