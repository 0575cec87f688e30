package io.obs.ops.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.obs.ops.deployment.Deployment;
import io.obs.ops.incident.Incident;
import io.obs.ops.incident.IncidentLog;
import io.obs.ops.incident.Span;
import io.obs.ops.prometheus.Progress;
import io.obs.ops.prometheus.PrometheusClient;
import io.obs.ops.prometheus.PrometheusServer;
import io.obs.ops.world.BackfilledPrometheus;
import io.obs.ops.world.FewPoints;
import io.obs.ops.world.World;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every figure of reports made from a real Prometheus equals what truly happened, which was counted beside it. */
class MonthReportIT {

    private static final YearMonth MARCH = YearMonth.of(2025, 3);
    private static final double[] BOUNDS = {0.1, 0.5, 1};

    private static World world;
    private static BackfilledPrometheus prometheus;

    @BeforeAll
    static void fill(@TempDir Path directory) throws Exception {
        assumeTrue(BackfilledPrometheus.isInstalled(), "prometheus and promtool are not installed");
        world = new World();
        prometheus = BackfilledPrometheus.start(directory, world.write(directory.resolve("world.om")));
    }

    @AfterAll
    static void stop() {
        if (prometheus != null) {
            prometheus.close();
        }
    }

    /** Sao Paulo has no summer time, Berlin's begins in that March (743 hours), Kathmandu's midnight is at a quarter. */
    @ParameterizedTest
    @ValueSource(strings = {"America/Sao_Paulo", "Europe/Berlin", "Asia/Kathmandu"})
    void figure_equalsTheTruth(String zone) throws Exception {
        Report report = report("gateway", MARCH, zone);
        assertIsTrue(report.now(), MARCH, zone);
        assertIsTrue(report.before().orElseThrow(), MARCH.minusMonths(1), zone);
        assertThat(report.now().days())
                .filteredOn(day -> day.date().getDayOfMonth() % 7 == 4)
                .hasSize(4)
                .allSatisfy(day -> assertIsTrue(day, ZoneId.of(zone)));
    }

    private static void assertIsTrue(Figures figures, YearMonth month, String zone) {
        Instant from = start(month, zone);
        Instant to = start(month.plusMonths(1), zone);
        assertThat(figures.month().span()).isEqualTo(new Span(from, to));
        assertThat(figures.probe().total())
                .isEqualTo((int) Duration.between(from, to).toMinutes());
        assertThat(figures.probe().known()).isEqualTo((int) world.minutesSeen(from, to));
        assertThat(figures.probe().down())
                .isEqualTo((int) world.minutesDown(from, to))
                .isPositive();
        assertThat(figures.traffic())
                .isEqualTo(new Figures.Traffic(world.requests("gateway", from, to), world.errors("gateway", from, to)));
        double[] seconds = world.seconds("gateway", from, to);
        assertThat(figures.latency().count()).isEqualTo(seconds.length);
        assertQuantile(figures, seconds, 0.95);
        assertQuantile(figures, seconds, 0.99);
        assertThat(figures.deployments().all())
                .hasSize((int) Stream.concat(World.DEPLOYED.stream(), World.DEPLOYED_BADLY.stream())
                        .filter(new Span(from, to)::contains)
                        .count());
        assertThat(figures.deployments().failed())
                .hasValue(World.DEPLOYED_BADLY.stream()
                        .filter(new Span(from, to)::contains)
                        .count());
    }

    private static void assertIsTrue(Figures.Day day, ZoneId zone) {
        Instant from = day.date().atStartOfDay(zone).toInstant();
        Instant to = day.date().plusDays(1).atStartOfDay(zone).toInstant();
        assertThat(day.knownMinutes()).isEqualTo((int) world.minutesSeen(from, to));
        assertThat(day.traffic())
                .isEqualTo(new Figures.Traffic(world.requests("gateway", from, to), world.errors("gateway", from, to)));
    }

    /** Buckets can say no more than between which bounds a quantile lies, and where a straight line between them is. */
    private static void assertQuantile(Figures figures, double[] sorted, double q) {
        double truly = sorted[(int) Math.ceil(q * sorted.length) - 1];
        double upper = Arrays.stream(BOUNDS)
                .filter(bound -> truly <= bound)
                .findFirst()
                .orElseThrow();
        double lower =
                Arrays.stream(BOUNDS).filter(bound -> bound < truly).max().orElse(0);
        long below = Arrays.stream(sorted).filter(each -> each <= lower).count();
        long inside = Arrays.stream(sorted)
                .filter(each -> each > lower && each <= upper)
                .count();
        assertThat(figures.latency().quantile(q).orElseThrow())
                .isCloseTo(lower + (upper - lower) * (q * sorted.length - below) / inside, within(1e-9));
    }

    /** It refuses what loads more than 4,000 samples, and doesn't say so beforehand: a day of probes and hours of counters at most. */
    @Test
    void serverThatRefusesLargeQueries_isAskedInPieces(@TempDir Path directory) throws Exception {
        try (BackfilledPrometheus strict = prometheus.again(directory, "--query.max-samples=4000")) {
            PrometheusClient client = PrometheusClient.of(PrometheusServer.at(strict.url()));
            assertThatThrownBy(() -> client.query("http_requests_total{service=\"gateway\"}[7d]", World.END))
                    .hasMessageContaining("too many samples");
            assertIsTrue(report(client, "gateway", MARCH, "Europe/Berlin").now(), MARCH, "Europe/Berlin");
            assertThat(report(client, "young", MARCH, "UTC").now().deployments().all())
                    .hasSize(2);
        }
    }

    /** Fewer than a week has of quarters of an hour, where Prometheus gives 11,000. */
    @Test
    void serverThatGivesFewPoints_isAskedInPieces_withTheSameFigures() throws Exception {
        try (FewPoints few = new FewPoints(prometheus.url(), 500)) {
            PrometheusClient client = PrometheusClient.of(PrometheusServer.at(few.url()));
            for (String service : List.of("gateway", "young")) {
                Report split = report(client, service, MARCH, "Asia/Kathmandu");
                assertThat(ReportFormat.JSON.write(split))
                        .isEqualTo(ReportFormat.JSON.write(report(service, MARCH, "Asia/Kathmandu")));
            }
            assertThat(few.refused()).isPositive();
        }
    }

    @Test
    void incident_isCountedOnceAndClippedToTheMonth() throws Exception {
        Figures march = report("gateway", MARCH, "America/Sao_Paulo").now();
        assertThat(march.incidents().all())
                .extracting(MonthReportIT::told)
                .containsExactly(
                        "2025-03-01T03:00:00Z 20 min Probe failed, recovered, from before",
                        "2025-03-04T10:00:00Z 6 min Database failover, recovered",
                        "2025-03-10T12:00:00Z 30 min DbConnectionPoolExhausted, HighErrorRate, recovered",
                        "2025-03-18T22:10:00Z 16 min ServiceDown, recovered",
                        "2025-03-26T15:00:00Z 30 min RabbitMQ OOM, manual restart",
                        "2025-03-31T18:10:00Z 10 min Probe failed, recovered",
                        "2025-03-31T21:50:00Z 15 min Probe failed, recovered",
                        "2025-04-01T02:55:00Z 5 min Probe failed, goes on");
        assertThat(march.incidents().meanDuration()).hasValue((20 + 6 + 30 + 16 + 30 + 10 + 15 + 5) * 60 / 8.0);
        assertThat(march.incidents().meanResolution()).hasValue((4 + 20) * 60 / 2.0);
        assertThat(report("gateway", MARCH, "Europe/Berlin").now().incidents().all())
                .extracting(MonthReportIT::told)
                .contains("2025-03-01T02:50:00Z 30 min Probe failed, recovered")
                .endsWith("2025-03-31T21:50:00Z 10 min Probe failed, goes on");
    }

    private static String told(Incident incident) {
        return incident.span().start() + " " + incident.duration().toMinutes() + " min " + incident.title() + ", "
                + incident.resolution() + (incident.startsBefore() ? ", from before" : "");
    }

    @Test
    void service_ofTheFirstMonth_hasNoChanges() throws Exception {
        Report report = report("young", MARCH, "UTC");
        Instant from = start(MARCH, "UTC");
        Instant to = start(MARCH.plusMonths(1), "UTC");
        assertThat(report.now().traffic())
                .isEqualTo(new Figures.Traffic(world.requests("young", from, to), world.errors("young", from, to)));
        assertThat(report.before()).isEmpty();
        assertThat(Row.of(report)).allSatisfy(row -> assertThat(row.change()).isNull());
        assertThat(report.now().deployments().all())
                .containsExactly(
                        new Deployment(Instant.parse("2025-03-20T09:00:00Z"), "1.1", null),
                        new Deployment(Instant.parse("2025-03-22T18:10:00Z"), "1.2", true));
        assertThat(report.now().deployments().failed()).hasValue(1);
        assertThat(report.notes())
                .containsExactly(
                        "No probe was seen: there is no uptime by time.",
                        "There are samples of requests in 471 of 744 hours only, the first before 2025-03-12 09:00: the service is that new.",
                        "There are no data of the month before: no changes are shown.");
    }

    @Test
    void service_thatNobodyAsks_hasNoRates() throws Exception {
        Report report = report("idle", MARCH, "UTC");
        assertThat(Row.of(report))
                .extracting(row -> row.label() + ": " + row.value())
                .containsExactly(
                        "Uptime: n/a",
                        "Uptime (requests): n/a",
                        "Error rate: n/a",
                        "P95 latency: n/a",
                        "P99 latency: n/a",
                        "Incidents: 0",
                        "Deployments: n/a",
                        "Failed deploys: n/a",
                        "MTTR: n/a",
                        "Avg resolution time: n/a");
    }

    @Test
    void month_thatTheServerForgot_isSaidToBeIncomplete() throws Exception {
        assertThat(report("gateway", YearMonth.of(2025, 1), "UTC").notes())
                .contains(
                        "The probe was seen in 1440 of 44640 minutes (3.2258%); the others count neither as up nor as down.",
                        "There are samples of requests in 25 of 744 hours only, the first before 2025-01-31 00:00: the service is that new.");
    }

    /** On the same data, each of the usual short cuts is wrong. */
    @Test
    void shortCut_differsFromTheTruth() throws Exception {
        Instant from = start(MARCH, "UTC");
        Instant to = start(MARCH.plusMonths(1), "UTC");
        double requests = world.requests("gateway", from, to);
        double share = world.errors("gateway", from, to) / requests;
        Figures right = report("gateway", MARCH, "UTC").now();
        assertThat(right.traffic().errorShare().orElseThrow()).isEqualTo(share);

        String rate = "sum(rate(http_requests_total{service=\"gateway\"%s}[10m]))";
        String ratio = rate.formatted(",status=~\"5..\"") + " / " + rate.formatted("");
        assertThat(value("avg_over_time((" + ratio + ")[31d:10m])", to)).isGreaterThan(share * 1.2);

        String p95 =
                "histogram_quantile(0.95, sum by (le) (rate(http_request_duration_seconds_bucket{service=\"gateway\"}[10m])))";
        assertThat(value("avg_over_time((" + p95 + ")[31d:10m])", to))
                .isNotCloseTo(right.latency().quantile(0.95).orElseThrow(), within(0.02));

        String all = "sum(http_requests_total{service=\"gateway\"})";
        assertThat(value(all, to) - value(all, from)).isNotCloseTo(requests, within(requests * 0.2));

        assertThat(value("sum(increase(http_requests_total{service=\"gateway\"}[31d]))", to))
                .isNotCloseTo(requests, within(1.0));
    }

    private static double value(String promql, Instant at) {
        return client().query(promql, at).get(0).value(0);
    }

    private static Report report(String service, YearMonth month, String zone) throws Exception {
        return report(client(), service, month, zone);
    }

    private static Report report(PrometheusClient client, String service, YearMonth month, String zone)
            throws Exception {
        IncidentLog log = IncidentLog.read(
                Path.of(MonthReportIT.class.getResource("incidents.yml").toURI()), ZoneOffset.UTC);
        Clock clock = Clock.fixed(World.END, ZoneOffset.UTC);
        return new Reporter(client, Sources.of(service, "service"), log, clock, Progress.NONE)
                .report(month, ZoneId.of(zone), 0.999);
    }

    private static PrometheusClient client() {
        return PrometheusClient.of(PrometheusServer.at(prometheus.url()));
    }

    private static Instant start(YearMonth month, String zone) {
        return LocalDate.of(month.getYear(), month.getMonth(), 1)
                .atStartOfDay(ZoneId.of(zone))
                .toInstant();
    }
}
