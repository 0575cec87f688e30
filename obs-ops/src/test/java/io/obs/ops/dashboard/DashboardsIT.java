package io.obs.ops.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.obs.ops.cli.GeneratedFile;
import io.obs.ops.dashboard.CommittedBoard.Query;
import io.obs.ops.prometheus.PrometheusClient;
import io.obs.ops.prometheus.PrometheusServer;
import io.obs.ops.prometheus.Series;
import io.obs.ops.rules.RulesCommand;
import io.obs.ops.settings.Settings;
import io.obs.ops.world.BackfilledPrometheus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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

/**
 * Every query of the committed dashboards, asked of a real Prometheus that scrapes two replicas each second and records by
 * our rules; skipped where none is installed.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DashboardsIT {

    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    static Path directory;

    static TwoReplicas replicas;
    static BackfilledPrometheus prometheus;
    static PrometheusClient client;

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(BackfilledPrometheus.isInstalled(), "prometheus is not installed");
        for (GeneratedFile file : RulesCommand.files(Settings.defaults())) {
            Path target = directory.resolve(file.path());
            Files.createDirectories(target.getParent());
            Files.writeString(target, file.text().replaceAll("interval: \\d+s", "interval: 1s"));
        }
        String objectives = Files.readString(Path.of("../docs/ops/rules/obs-slo.yml"));
        Files.writeString(
                directory.resolve("rules/obs-slo.yml"), objectives.replaceAll("interval: \\d+s", "interval: 1s"));
        Files.writeString(directory.resolve("rules/critical.yml"), """
                groups:
                  - name: critical
                    interval: 1s
                    rules:
                      - alert: Critical
                        expr: sum by (service) (service:http_requests:rate5m) > 0
                        labels: {severity: critical}
                """);
        replicas = new TwoReplicas();
        prometheus = BackfilledPrometheus.scraping(
                directory,
                "global: {scrape_interval: 1s, scrape_timeout: 1s}\nrule_files: [rules/*.yml]\nscrape_configs:\n"
                        + replicas.scrapeConfigs());
        client = PrometheusClient.of(PrometheusServer.at(prometheus.url()));
    }

    @AfterAll
    static void stop() {
        if (prometheus != null) {
            prometheus.close();
        }
        if (replicas != null) {
            replicas.close();
        }
    }

    static Stream<Query> queries() {
        return CommittedBoard.queries();
    }

    @ParameterizedTest
    @MethodSource("queries")
    @Order(1)
    void query_findsNumbers(Query query) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(ask(query.expr(), Instant.now()))
                        .isNotEmpty()
                        .allSatisfy(series -> assertThat(series.value(0)).isFinite()));
    }

    @Test
    @Order(2)
    void figures_areOfBothReplicas_howeverTheirTargetsAreLabelled() {
        assertThat(values("obs-overview", "Active Jobs")).containsExactly(2.0);
        assertThat(values("obs-overview", "Queue Depth")).containsOnly(7.0);
        assertThat(values("obs-overview", "Error Rate"))
                .allSatisfy(share -> assertThat(share).isBetween(0.49, 0.51));
        assertThat(values("obs-overview", "P95 Latency")).containsExactly(0.095);
        assertThat(values("obs-overview", "Disk Usage")).contains(0.8);
        assertThat(values("obs-service", "Database Connections")).containsExactly(5.0, 5.0);
        assertThat(values("obs-service", "Circuit Breaker State")).containsExactly(1.0, 1.0);
        assertThat(values("obs-performance", "Memory")).containsExactly(0.25, 0.25);
        assertThat(values("obs-performance", "Cache Hit Ratio")).containsExactly(0.5);
        assertThat(values("obs-sla", "Incidents")).containsExactly(1.0);
    }

    @Test
    @Order(3)
    void status_followsItsReplicas() {
        assertThat(values("obs-service", "Status")).containsExactly(0.0);
        assertThat(values("obs-overview", "Pod Replicas")).containsExactly(2.0);

        replicas.stopFirst();
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(values("obs-service", "Status")).containsExactly(1.0));

        replicas.stopSecond();
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(values("obs-service", "Status")).containsExactly(2.0));
        await().atMost(SOON)
                .untilAsserted(
                        () -> assertThat(values("obs-overview", "Pod Replicas")).containsExactly(0.0));
    }

    /** Ten minutes on Prometheus knows nothing more of it, not even a target. */
    @Test
    @Order(4)
    void serviceThatIsGone_isDown_andHasNoFiguresOfBefore() {
        Instant later = Instant.now().plus(Duration.ofMinutes(10));
        assertThat(values("obs-service", "Status", later)).containsExactly(2.0);
        assertThat(values("obs-overview", "Pod Replicas", later)).containsExactly(0.0);
        assertThat(values("obs-overview", "Error Rate", later)).isEmpty();
        assertThat(values("obs-overview", "Disk Usage", later)).isEmpty();
    }

    private static List<Double> values(String uid, String panel) {
        return values(uid, panel, Instant.now());
    }

    /** The values of the panel's first query. */
    private static List<Double> values(String uid, String panel, Instant at) {
        Query first = CommittedBoard.queries()
                .filter(query -> query.uid().equals(uid) && query.panel().equals(panel))
                .findFirst()
                .orElseThrow();
        return ask(first.expr(), at).stream()
                .map(series -> Math.round(series.value(0) * 1e6) / 1e6)
                .toList();
    }

    /** As Grafana would ask, but that a minute is a second here: outages and incidents are counted by the minute. */
    private static List<Series> ask(String expr, Instant at) {
        return client.query(
                expr.replace("$__rate_interval", "10s")
                        .replace("$__range:1m", "2m:1s")
                        .replace("offset 1m", "offset 1s")
                        .replace("$__range", "2m")
                        .replace("$service", ".+"),
                at);
    }
}
