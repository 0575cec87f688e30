package io.obs.ops.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.obs.ops.ObsOps;
import io.obs.ops.world.BackfilledPrometheus;
import io.obs.ops.world.Exposition;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command as somebody calls it, on a Prometheus that keeps 15 days: its exit codes, and what it says is wrong. */
class ReportCommandIT {

    private static final Instant START = Instant.parse("2025-02-20T00:00:00Z");
    private static final Instant END = Instant.parse("2025-04-02T00:00:00Z");

    private static final Instant DOWN = Instant.parse("2025-03-25T12:00:00Z");

    /** As of a target that the operator gave a label of its own, which is not honoured. */
    private static final Map<String, String> KUBE = Map.of(
            "service", "kube", "exported_service", "captions", "status", "200", "instance", "c", "job", "captions");

    @TempDir
    private static Path directory;

    private static BackfilledPrometheus prometheus;

    private record Run(int code, String out, String err) {}

    /** Every tenth of a percent of the requests fails. */
    @BeforeAll
    static void fill() throws Exception {
        assumeTrue(BackfilledPrometheus.isInstalled(), "prometheus and promtool are not installed");
        Exposition exposition = new Exposition();
        double count = 0;
        for (Instant at = START; !at.isAfter(END); at = at.plusSeconds(600)) {
            exposition.sample("http_requests_total", labels("api-gateway", "200"), at, 999 * count);
            exposition.sample("http_requests_total", labels("api-gateway", "500"), at, count++);
            exposition.sample("http_requests_total", labels("worker", "200"), at, count);
            exposition.sample("http_requests_total", KUBE, at, count);
            Map<String, String> own = Map.of("service", "captions", "job", "blackbox", "instance", "https://captions");
            exposition.sample("probe_success", own, at, at.equals(DOWN) ? 0 : 1);
            if (at.equals(DOWN)) {
                exposition.sample(
                        "ALERTS",
                        Map.of(
                                "alertname", "ServiceDown",
                                "alertstate", "firing",
                                "severity", "critical",
                                "service", "captions"),
                        at,
                        1);
            }
        }
        Instant probed = Instant.parse("2025-03-25T12:00:05Z");
        for (int minute = 0; minute < 20; minute++) {
            Instant at = probed.plusSeconds(60L * minute);
            if (minute < 10) {
                Map<String, String> blackbox = Map.of("service", "job-manager", "job", "blackbox", "instance", "url");
                exposition.sample("probe_success", blackbox, at, 1);
            } else {
                exposition.sample("probe_success", probedBy("kube", "job-manager"), at, minute < 15 ? 0 : 1);
            }
            exposition.sample("probe_success", probedBy("job-manager", "other"), at, 0);
        }
        prometheus = BackfilledPrometheus.start(
                directory,
                exposition.write(directory.resolve("world.om")),
                "--max-block-duration=24h",
                "--storage.tsdb.retention.time=15d");
    }

    /** The result of a probe inside a service whose target has a label {@code service} of its own. */
    private static Map<String, String> probedBy(String target, String asked) {
        return Map.of("service", target, "exported_service", asked, "job", "obs", "instance", "a");
    }

    private static Map<String, String> labels(String service, String status) {
        return Map.of(
                "service", service, "endpoint", "/", "method", "GET", "status", status, "instance", "a", "job", "j");
    }

    @AfterAll
    static void stop() {
        if (prometheus != null) {
            prometheus.close();
        }
    }

    @Test
    void serverThatKeepsLessThanTheMonth_isSaidClearly() {
        Run march = run("--service", "api-gateway", "--month", "2025-03");
        assertThat(march.code()).isZero();
        assertThat(march.out())
                .startsWith("api-gateway, 2025-03 (UTC)\n\nUptime:              n/a\nUptime (requests):   99.90%\n")
                .containsPattern(
                        "There are samples of requests in 3[3-9]\\d of 744 hours only, the first before 2025-03-1[5-7]"
                                + " \\d\\d:00: the server keeps 15d only\\.")
                .contains("There are no data of the month before: no changes are shown.");
    }

    @Test
    void alertsAndProbe_areFound_whereTheServicesOwnLabelIsAnExportedOne() {
        Run march = run("--service=captions", "--service-label=exported_service", "--month=2025-03", "--format=json");

        assertThat(march.out()).contains("\"incidents\":{\"value\":1", "\"minutes_down\":1,", "ServiceDown");
    }

    @Test
    void uptime_isOfBothProbes_theExportersAndTheOneInsideAService() {
        for (String label : List.of("service", "exported_service")) {
            Run march = run("--service", "job-manager", "--month", "2025-03", "--service-label", label);
            assertThat(march.out())
                    .startsWith("job-manager, 2025-03 (UTC)\n\nUptime:              75.00%")
                    .contains("The probe was seen in 20 of 44640 minutes");
        }
    }

    @Test
    void breach_isOne() {
        assertThat(run("--service", "api-gateway", "--month", "2025-03", "--fail-on-breach")
                        .code())
                .isZero();
        Run breached = run("--service", "api-gateway", "--month", "2025-03", "--fail-on-breach", "--slo", "99.91");
        assertThat(breached.code()).isEqualTo(1);
        assertThat(breached.out()).contains("Error rate:          0.10%");
        assertThat(breached.err()).isEqualTo("The objective of 99.91% is breached.\n");
        Run unknown = run("--service", "api-gateway", "--month", "2025-02", "--fail-on-breach");
        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.err())
                .startsWith(
                        "there is no service api-gateway between 2025-01-01T00:00:00Z and 2025-03-01T00:00:00Z: no series");
    }

    @Test
    void logWithoutEntries_changesNothing() throws Exception {
        Path log = Files.writeString(directory.resolve("empty.yml"), "incidents: []\n");
        Run with = run("--service", "worker", "--month", "2025-03", "--incidents", log.toString());
        assertThat(with.code()).as(with.err()).isZero();
        assertThat(with.out())
                .isEqualTo(run("--service", "worker", "--month", "2025-03").out())
                .contains("Incidents:           0");
    }

    @Test
    void output_isAFile() throws Exception {
        Path file = directory.resolve("report.json");
        Run run = run("--service", "worker", "--month", "2025-03", "--format", "json", "--output", file.toString());
        assertThat(run.out()).isEmpty();
        assertThat(Files.readString(file)).startsWith("{\"schema\":1,\"service\":\"worker\"");
        Path no = directory.resolve("no");
        Run nowhere = run("--service=worker", "--output=" + no.resolve("x"), "--prometheus", "http://localhost:1");
        assertThat(nowhere.err())
                .startsWith("--output " + no.resolve("x") + " can't be written: there is no directory " + no + "\n");
        assertThat(nowhere.code()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --service api-gatway                              | 2 | there is no service api-gatway between 2025-02-01T00:00:00Z and 2025-04-01T00:00:00Z: there are api-gateway, captions, job-manager, kube, worker
            --service worker --zone Sao_Paulo                 | 2 | --zone Sao_Paulo is no time zone such as America/Sao_Paulo or UTC
            --service worker --month 2025-13                  | 2 | --month 2025-13 is no month such as 2025-04
            --service worker --month 9999-01                  | 2 | 9999-01 has not begun in UTC
            --service worker --slo 100                        | 2 | --slo must be between 0 and 100, not 100.0
            --service worker --format pdf                     | 2 | text, markdown, html, json
            --service worker --incidents none.yml             | 2 | none.yml: can't be read
            --service worker --prometheus localhost           | 2 | "localhost" is not the URL of a Prometheus server
            --service worker --prometheus http://localhost:1  | 3 | obs-ops report: http://localhost:1 can't be reached: nothing listens there
            --service worker --user me                        | 2 | --user needs --password-file or the environment's OBS_OPS_PASSWORD
            --service worker --token-file none                | 2 | the secret in none can't be read
            --service worker --ca none.pem                    | 2 | the certificates of none.pem can't be read
            --service worker --timeout 0                      | 2 | --timeout must be 1 or more, not 0
            --service worker --header X                       | 2 | --header "X" is not NAME:VALUE
            --service worker --probe up{                      | 3 | refused the query up{[
            --month 2025-03                                   | 2 | Missing required option: '--service=NAME'
            """)
    void wrongInput_isToldWithWhatIsAllowed(String options, int code, String told) {
        List<String> all = new ArrayList<>(List.of(options.split(" +", -1)));
        if (!options.contains("--month")) {
            all.addAll(List.of("--month", "2025-03"));
        }
        Run run = run(all.toArray(String[]::new));
        assertThat(run.err()).contains(told);
        assertThat(run.code()).isEqualTo(code);
        assertThat(run.out()).isEmpty();
    }

    private static Run run(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        List<String> all = new ArrayList<>(List.of("report"));
        if (!List.of(arguments).contains("--prometheus")) {
            all.addAll(List.of("--prometheus", prometheus.url()));
        }
        all.addAll(List.of(arguments));
        int code = ObsOps.run(new PrintWriter(out), new PrintWriter(err), all.toArray(String[]::new));
        return new Run(code, out.toString(), err.toString());
    }
}
