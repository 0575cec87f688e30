package io.obs.examples.captions.platform;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.obs.examples.captions.platform.Boards.Query;
import io.obs.examples.captions.platform.PrometheusApi.Rule;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The committed dashboards and rules over the running example: a real Prometheus has loaded the rules and scraped through traffic,
 * failing jobs and an outage, and every query has found something. Skipped where it or its exporter is not installed.
 */
class OperationsIT {

    private static final Path OPS = Path.of("../../../docs/ops");

    /** What no service of the example can have, and why. All else that dashboards and rules read is there. */
    private static final Map<String, String> NOT_HERE =
            Map.of("exported_service=~", "labels of targets whose honor_labels was forgotten; here it is set");

    @TempDir
    static Path directory;

    static Platform platform;
    static Exporters exporters;
    static Webhook webhook;
    static Monitoring monitoring;
    static PrometheusApi prometheus;
    static Load load;

    @BeforeAll
    static void outage() throws Exception {
        for (String tool : List.of("prometheus", "prometheus-alertmanager", "prometheus-blackbox-exporter")) {
            assumeTrue(Tool.find(List.of(tool)).isPresent(), tool + " is not installed");
        }
        copy("rules");
        copy("probe");
        platform = SharedPlatform.get();
        exporters = new Exporters();
        webhook = new Webhook(OPS.resolve("runbooks"));
        monitoring = Monitoring.start(directory, platform, webhook, true, List.of(exporters.authority()));
        prometheus = new PrometheusApi(URI.create(monitoring.prometheus()));
        Traffic traffic = new Traffic(platform.gateway().url());
        load = Load.start(traffic, 100);
        PrintStream nowhere = new PrintStream(PrintStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        new Story(traffic, nowhere).failing();
        await().atMost(ofMinutes(1)) // an outage begins where something was well
                .ignoreExceptions()
                .untilAsserted(() -> {
                    assertThat(prometheus.query("probe_success == 1")).hasSize(3);
                    assertThat(prometheus.query("instance:circuit_breaker_state:last == 0"))
                            .isNotEmpty();
                });
        platform.jobManager().stop();
        await().atMost(ofMinutes(2))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(fired()).contains("ServiceDown", "CircuitBreakerOpen"));
        platform.jobManager().restart();
        await().atMost(ofSeconds(60))
                .untilAsserted(() -> assertThat(prometheus.query("circuit_breaker_state"))
                        .containsValue(0.0)
                        .doesNotContainValue(1.0));
    }

    private static void copy(String part) throws IOException {
        Files.createDirectories(directory.resolve(part));
        try (Stream<Path> files = Files.list(OPS.resolve(part))) {
            for (Path file : files.toList()) {
                Files.copy(file, directory.resolve(part).resolve(file.getFileName()));
            }
        }
    }

    @AfterAll
    static void stop() throws Exception {
        for (AutoCloseable part : new AutoCloseable[] {load, monitoring, webhook, exporters}) {
            if (part != null) {
                part.close();
            }
        }
    }

    static List<Query> queries() throws IOException {
        return Boards.queries(OPS.resolve("dashboards"));
    }

    static List<Rule> rules() {
        return prometheus.rules();
    }

    @ParameterizedTest
    @MethodSource("queries")
    void panel_showsNumbers_andEverySeriesItReadsIsThere(Query query) {
        await().atMost(ofSeconds(30))
                .untilAsserted(() -> assertThat(prometheus.query(query.expr()).values())
                        .isNotEmpty()
                        .allSatisfy(value -> assertThat(value).isFinite()));
        assertSeen(query.expr());
    }

    @ParameterizedTest
    @MethodSource("rules")
    void rule_isEvaluated_andEverySeriesItReadsIsThere(Rule rule) {
        assertThat(rule.error()).isEmpty();
        assertSeen(rule.expr());
        if (!rule.isAlert()) {
            assertThat(prometheus.query("last_over_time(" + rule.series() + matchers(rule) + "[10m])"))
                    .isNotEmpty();
        }
    }

    @Test
    void alerts_haveFired_ofTheServiceThatWasDown_andOfTheOneThatNeedsIt() {
        assertThat(prometheus
                        .query("group by (alertname, service) (last_over_time(ALERTS{alertstate=\"firing\"}[10m]))")
                        .keySet())
                .contains(
                        Map.of("alertname", "ServiceDown", "service", "job-manager"),
                        Map.of("alertname", "CircuitBreakerOpen", "service", "api-gateway"),
                        Map.of("alertname", "HighErrorRate", "service", "api-gateway"),
                        Map.of("alertname", "SloBurnsFast", "service", "api-gateway"));
    }

    /** Not even pending: the worker never creates a job, but runs those of the job manager, and that one creates more. */
    @Test
    void alerts_staySilent_ofWhatIsWell() {
        await().atMost(ofMinutes(1))
                .untilAsserted(() -> assertThat(
                                prometheus.query("service:jobs_created:sum == 0 and service:jobs_completed:sum > 0"))
                        .containsOnlyKeys(Map.of("__name__", "service:jobs_created:sum", "service", "worker")));
        await().atMost(ofMinutes(3))
                .untilAsserted(() -> assertThat(prometheus.query("ALERTS{alertname=\"NoNewJobs\"}"))
                        .isEmpty());
    }

    @Test
    void services_canBeChosen() {
        assertThat(prometheus
                        .query("group by (service) (instance:service_target:known)")
                        .keySet())
                .containsExactlyInAnyOrder(
                        Map.of("service", "api-gateway"),
                        Map.of("service", "job-manager"),
                        Map.of("service", "worker"));
    }

    static List<Query> queriesWithExemplars() throws IOException {
        return queries().stream().filter(Query::exemplars).toList();
    }

    @ParameterizedTest
    @MethodSource("queriesWithExemplars")
    void pointOfAPanel_leadsToATraceThatTheCollectorHolds(Query query) {
        List<Map<String, String>> exemplars = prometheus.exemplars(query.expr());

        assertThat(exemplars)
                .isNotEmpty()
                .allSatisfy(labels -> assertThat(platform.collector().traces().spans(labels.get("trace_id")))
                        .anyMatch(span -> span.spanId().equals(labels.get("span_id"))));
    }

    private static void assertSeen(String expr) {
        assertThat(Selectors.of(expr)).isNotEmpty().allSatisfy(selector -> {
            if (NOT_HERE.keySet().stream().noneMatch(selector::contains)) {
                assertThat(prometheus.query("last_over_time(" + selector + "[10m])"))
                        .as(selector)
                        .isNotEmpty();
            }
        });
    }

    private static List<String> fired() {
        return prometheus.rules().stream()
                .filter(rule -> rule.state().equals("firing"))
                .map(Rule::series)
                .toList();
    }

    private static String matchers(Rule rule) {
        return rule.labels().entrySet().stream()
                .map(label -> label.getKey() + "=\"" + label.getValue() + "\"")
                .collect(Collectors.joining(",", "{", "}"));
    }
}
