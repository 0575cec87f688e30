package io.obs.examples.captions.platform;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.obs.catalog.Label;
import io.obs.catalog.MetricSpec;
import io.obs.catalog.MetricType;
import io.obs.examples.captions.platform.Platform.Ports;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a real Prometheus sees of the example, in plain text and in OpenMetrics; skipped where none is installed. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PrometheusIT {

    private static final Set<String> FORMATS = Set.of("openmetrics", "text");

    @TempDir
    static Path directory;

    static Platform platform;
    static Prometheus process;
    static PrometheusApi prometheus;

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(Prometheus.isInstalled(), "prometheus is not installed");
        platform = Platform.start(Ports.FREE, directory.resolve("logs"), Platform.SMALL, Map.of());
        process = Prometheus.start(
                directory,
                platform.services().stream().map(ServiceProcess::admin).toList());
        prometheus = process.api();
        await().atMost(ofSeconds(30))
                .ignoreExceptions()
                .until(() -> prometheus.query("up == 1").size() == 6);
    }

    @AfterAll
    static void stop() {
        if (process != null) {
            process.close();
        }
        if (platform != null) {
            platform.close();
        }
    }

    static Stream<MetricSpec> families() {
        return SharedPlatform.families();
    }

    @Test
    @Order(1)
    void beforeTraffic_everyKnownSeries_isThereAtZero() {
        assertThat(values("http_requests_total", "api-gateway", "endpoint", "method", "status"))
                .contains(
                        Map.entry("/api/v1/jobs POST 200", 0.0),
                        Map.entry("/api/v1/jobs POST 202", 0.0),
                        Map.entry("/api/v1/jobs POST 400", 0.0),
                        Map.entry("/api/v1/jobs POST 500", 0.0),
                        Map.entry("/api/v1/jobs POST 503", 0.0),
                        Map.entry("/api/v1/jobs GET 200", 0.0),
                        Map.entry("/api/v1/jobs/{id} GET 200", 0.0),
                        Map.entry("/api/v1/jobs/{id} GET 404", 0.0))
                .allSatisfy((series, value) -> assertThat(value).as(series).isZero());
        assertThat(values("circuit_breaker_calls_total", "api-gateway", "dependency", "outcome"))
                .containsOnly(
                        Map.entry("job-manager success", 0.0),
                        Map.entry("job-manager failure", 0.0),
                        Map.entry("job-manager ignored", 0.0),
                        Map.entry("job-manager not_permitted", 0.0));
        assertThat(values("circuit_breaker_state", "api-gateway", "dependency"))
                .containsOnly(Map.entry("job-manager", 0.0));
        assertThat(values("jobs_completed_total", "worker", "status"))
                .containsOnly(Map.entry("success", 0.0), Map.entry("failure", 0.0), Map.entry("cancelled", 0.0));
        assertThat(values("jobs_failed_total", "worker", "failure_reason"))
                .containsOnlyKeys(
                        "timeout", "validation", "dependency", "circuit_open", "io", "interrupted", "internal")
                .allSatisfy((series, value) -> assertThat(value).as(series).isZero());
        assertThat(values("jobs_created_total", "job-manager")).containsOnly(Map.entry("", 0.0));
        assertThat(values("http_requests_total", "job-manager", "endpoint", "method", "status"))
                .contains(
                        Map.entry("/captions.JobManager/Create POST 200", 0.0),
                        Map.entry("/captions.JobManager/Create POST 500", 0.0),
                        Map.entry("/captions.JobManager/Create POST 503", 0.0),
                        Map.entry("/captions.JobManager/Find POST 200", 0.0));
        assertThat(values("cache_requests_total", "worker", "result"))
                .containsOnly(Map.entry("hit", 0.0), Map.entry("miss", 0.0));
        assertThat(values("db_errors_total", "job-manager")).containsOnly(Map.entry("", 0.0));
        assertThat(values("db_connection_pool_total", "job-manager")).containsOnly(Map.entry("", 8.0));
    }

    @Test
    @Order(2)
    void familiesOfOtherProtocols_areNotThere() {
        assertThat(prometheus.query("{__name__=~\"jobs_.*\",service=\"api-gateway\"}"))
                .isEmpty();
        assertThat(prometheus.query("{__name__=~\"circuit_breaker_.*\",service=\"job-manager\"}"))
                .isEmpty();
        assertThat(prometheus.query("{__name__=~\"(db|storage)_.*\",service=\"api-gateway\"}"))
                .isEmpty();
        assertThat(prometheus.query("{__name__=~\"http_.*\",service=\"worker\"}"))
                .isEmpty();
    }

    @Test
    @Order(3)
    void traffic_isSeen() throws Exception {
        Traffic traffic = new Traffic(platform.gateway().url());
        PrintStream nowhere = new PrintStream(PrintStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        Story story = new Story(traffic, nowhere);
        story.good();
        story.bad();
        story.failing();
        new Faults(platform, traffic, nowhere).outage();

        await().atMost(ofSeconds(15)).untilAsserted(() -> {
            assertThat(sum("sum(http_requests_total{service=\"api-gateway\",job=\"text\"})"))
                    .isEqualTo(sent(traffic));
            assertThat(values("jobs_failed_total", "worker", "failure_reason")).containsKeys("io", "validation");
            assertThat(values("circuit_breaker_calls_total", "api-gateway", "dependency", "outcome"))
                    .allSatisfy((series, value) -> assertThat(value)
                            .as(series)
                            .matches(count -> count > 0 || series.equals("job-manager ignored")));
            assertThat(values("circuit_breaker_state", "api-gateway", "dependency"))
                    .containsOnly(Map.entry("job-manager", 0.0));
        });
        assertThat(prometheus.scrapeErrors()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("families")
    @Order(4)
    void family_hasItsTypeLabelsAndBuckets_inBothFormats(MetricSpec spec) {
        boolean histogram = spec.type() == MetricType.HISTOGRAM;
        Set<String> labels = spec.labels().stream().map(Label::name).collect(Collectors.toCollection(TreeSet::new));
        labels.addAll(Set.of("__name__", "instance", "job"));

        for (String suffix : histogram ? List.of("_count", "_sum", "_bucket") : List.of("")) {
            Set<Map<String, String>> series =
                    prometheus.query(spec.name() + suffix).keySet();
            if (suffix.equals("_bucket")) {
                labels.add("le");
            }
            assertThat(series).allSatisfy(found -> assertThat(found).containsOnlyKeys(labels));
            assertThat(series.stream().map(found -> found.get("job")).collect(Collectors.toSet()))
                    .isEqualTo(FORMATS);
        }
        if (histogram) {
            Set<String> bounds = new HashSet<>();
            prometheus.query(spec.name() + "_bucket").keySet().forEach(found -> bounds.add(found.get("le")));
            assertThat(bounds.stream().map(PrometheusIT::bound))
                    .containsExactlyInAnyOrder(0.01, 0.05, 0.1, 0.5, 1.0, 2.0, 5.0, Double.POSITIVE_INFINITY);
        }
        String type = spec.type().name().toLowerCase(java.util.Locale.ROOT);
        assertThat(prometheus.types(spec.name())).isNotEmpty().containsOnly(type);
        String stem = spec.name().replaceFirst("_total$", "");
        assertThat(prometheus.names()).doesNotContain(stem + "_max", spec.name() + "_max", stem + "_created");
    }

    @Test
    @Order(5)
    void exemplars_leadToTracesThatTheCollectorHolds() {
        for (String series : List.of(
                "http_request_duration_seconds_bucket{service=\"api-gateway\"}",
                "http_requests_total{service=\"api-gateway\"}",
                "job_processing_duration_seconds_bucket{service=\"worker\"}")) {
            List<Map<String, String>> exemplars = prometheus.exemplars(series);

            assertThat(exemplars).as(series).isNotEmpty().allSatisfy(labels -> {
                assertThat(labels).containsOnlyKeys("trace_id", "span_id");
                assertThat(platform.collector().traces().spans(labels.get("trace_id")))
                        .anyMatch(span -> span.spanId().equals(labels.get("span_id")));
            });
        }
    }

    /** The values of a family's series of a service, by the values of these labels; the same in both formats. */
    private static Map<String, Double> values(String family, String service, String... labels) {
        List<Map<String, Double>> byFormat = FORMATS.stream()
                .map(format ->
                        prometheus
                                .query(family + "{service=\"" + service + "\",job=\"" + format + "\"}")
                                .entrySet()
                                .stream()
                                .collect(Collectors.toMap(
                                        entry -> Stream.of(labels)
                                                .map(label -> entry.getKey().get(label))
                                                .collect(Collectors.joining(" ")),
                                        Map.Entry::getValue)))
                .toList();
        assertThat(byFormat.get(0)).containsOnlyKeys(byFormat.get(1).keySet());
        return byFormat.get(0);
    }

    private static double sum(String promQl) {
        return prometheus.query(promQl).values().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
    }

    private static double sent(Traffic traffic) {
        return traffic.counts().values().stream().mapToLong(Long::longValue).sum();
    }

    private static double bound(String le) {
        return le.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(le);
    }
}
