package io.obs.ops.rules;

import io.obs.catalog.Catalog;
import io.obs.catalog.MetricSpec;
import java.util.Map;
import java.util.Set;

/**
 * The series that {@link Recordings} record, for queries of alerts and dashboards: {@code level:metric:operations}, and
 * the labels each has beside those of {@link io.obs.ops.settings.Settings#group}.
 */
public final class Recorded {

    private static final String REQUESTS = stem(Catalog.HTTP_REQUESTS);
    private static final String DURATION = Catalog.HTTP_REQUEST_DURATION.name();

    /** Requests a second. */
    public static final String REQUEST_RATE = "service:" + REQUESTS + ":rate5m";
    /** Requests a second that were answered with 5xx. */
    public static final String FAILED_RATE = "service:" + REQUESTS + "_failed:rate5m";
    /** The share of requests that were answered with 5xx; absent without traffic. */
    public static final String FAILED_RATIO = "service:" + REQUESTS + "_failed:ratio5m";
    /** The same by endpoint. */
    public static final String ENDPOINT_REQUEST_RATE = "service_endpoint:" + REQUESTS + ":rate5m";
    /** The same by endpoint. */
    public static final String ENDPOINT_FAILED_RATE = "service_endpoint:" + REQUESTS + "_failed:rate5m";
    /** The same by endpoint. */
    public static final String ENDPOINT_FAILED_RATIO = "service_endpoint:" + REQUESTS + "_failed:ratio5m";
    /** The buckets of the durations, of all endpoints and replicas. */
    public static final String BUCKET_RATE = "service:" + DURATION + "_bucket:rate5m";
    /** The 95th percentile of the durations, in seconds. */
    public static final String P95 = "service:" + DURATION + ":p95_5m";
    /** The same by endpoint. */
    public static final String ENDPOINT_P95 = "service_endpoint:" + DURATION + ":p95_5m";
    /** 1 for each target and the service it runs, kept while the target does not answer. */
    public static final String TARGET = "instance:service_target:known";
    /** How many replicas answer and are not DOWN. */
    public static final String SERVING = "service:replicas:serving";
    /** 1 where any probe reaches the service, the blackbox exporter's or one inside a service; 0 where none does. */
    public static final String PROBE = "service:" + Catalog.PROBE_SUCCESS.name() + ":max";
    /** Messages waiting, as any replica saw them. */
    public static final String QUEUE_DEPTH = "queue:" + Catalog.QUEUE_DEPTH.name() + ":max";
    /** The state of each replica's breaker. */
    public static final String BREAKER = "instance:" + Catalog.CIRCUIT_BREAKER_STATE.name() + ":last";
    /** 1 where a replica's breaker is OPEN and was not CLOSED for five minutes. */
    public static final String BREAKER_STUCK = "instance:" + Catalog.CIRCUIT_BREAKER_STATE.name() + ":stuck5m";
    /** Jobs a second. */
    public static final String JOB_RATE = "service:" + stem(Catalog.JOBS_CREATED) + ":rate2m";
    /** Jobs that its replicas have created since each started. */
    public static final String JOBS_CREATED = "service:" + stem(Catalog.JOBS_CREATED) + ":sum";
    /** Jobs that have ended on its replicas since each started, however they ended. */
    public static final String JOBS_COMPLETED = "service:" + stem(Catalog.JOBS_COMPLETED) + ":sum";
    /** Runs that a scheduled job has missed, on the replica that has missed the fewest: in a cluster one of them does each run. */
    public static final String JOB_MISSED = "service_job:" + Catalog.OBS_SCHEDULED_JOB_MISSED_RUNS.name() + ":min";
    /** Time since a scheduled job last succeeded, on whichever replica, in seconds. */
    public static final String JOB_AGE = "service_job:" + Catalog.OBS_SCHEDULED_JOB_LAST_SUCCESS_AGE.name() + ":min";
    /** The share of the most exhausted replica's pool that is in use; absent while it has no size. */
    public static final String POOL_RATIO = "service:db_connection_pool_used:ratio";

    private Recorded() {}

    /** Each recorded series and its labels, beside the targets'. */
    public static Map<String, Set<String>> labels() {
        Set<String> service = Set.of("service");
        Set<String> endpoint = Set.of("service", "endpoint");
        Set<String> breaker = Set.of("service", "dependency");
        Set<String> scheduled = Set.of("service", "job_name");
        return Map.ofEntries(
                Map.entry(REQUEST_RATE, service),
                Map.entry(FAILED_RATE, service),
                Map.entry(FAILED_RATIO, service),
                Map.entry(ENDPOINT_REQUEST_RATE, endpoint),
                Map.entry(ENDPOINT_FAILED_RATE, endpoint),
                Map.entry(ENDPOINT_FAILED_RATIO, endpoint),
                Map.entry(BUCKET_RATE, Set.of("service", "le")),
                Map.entry(P95, service),
                Map.entry(ENDPOINT_P95, endpoint),
                Map.entry(TARGET, service),
                Map.entry(SERVING, service),
                Map.entry(PROBE, service),
                Map.entry(QUEUE_DEPTH, Set.of("queue")),
                Map.entry(BREAKER, breaker),
                Map.entry(BREAKER_STUCK, breaker),
                Map.entry(JOB_RATE, service),
                Map.entry(JOBS_CREATED, service),
                Map.entry(JOBS_COMPLETED, service),
                Map.entry(JOB_MISSED, scheduled),
                Map.entry(JOB_AGE, scheduled),
                Map.entry(POOL_RATIO, service));
    }

    private static String stem(MetricSpec counter) {
        return counter.name().replaceFirst("_total$", "");
    }
}
