package io.obs.ops.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.obs.ops.ObsOps;
import io.obs.ops.cli.GeneratedFile;
import io.obs.ops.rules.RulesCommand;
import io.obs.ops.settings.Settings;
import io.obs.ops.world.BackfilledPrometheus;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the check says of set-ups that fit and that don't, of a real Prometheus; skipped where none is installed. */
class CheckIT {

    private static final String ALERTMANAGER =
            "alerting: {alertmanagers: [{static_configs: [{targets: ['127.0.0.1:9']}]}]}\n";
    private static final String OBS = "  - {job_name: obs, honor_labels: true, static_configs: [{targets: ['%s']}]}\n";

    @TempDir
    Path directory;

    private record Run(int code, String out) {}

    @BeforeAll
    static void installed() {
        assumeTrue(BackfilledPrometheus.isInstalled(), "prometheus is not installed");
    }

    private static Run run(String... arguments) {
        StringWriter out = new StringWriter();
        int code = ObsOps.run(new PrintWriter(out), new PrintWriter(out), arguments);
        return new Run(code, out.toString());
    }

    /** Starts a Prometheus of that configuration and checks it until it says these things, with that exit code. */
    private void check(String scrapes, String alerting, List<String> options, int code, String... said)
            throws Exception {
        String configuration = "global: {scrape_interval: 1s, scrape_timeout: 1s}\nrule_files: [rules/*.yml]\n"
                + alerting + "scrape_configs:\n" + scrapes;
        try (BackfilledPrometheus prometheus = BackfilledPrometheus.scraping(directory, configuration)) {
            List<String> arguments = new java.util.ArrayList<>(List.of("check", "--prometheus", prometheus.url()));
            arguments.addAll(options);
            await().atMost(Duration.ofSeconds(90)).untilAsserted(() -> {
                Run run = run(arguments.toArray(String[]::new));
                assertThat(run.out()).contains(said);
                assertThat(run.code()).as(run.out()).isEqualTo(code);
            });
        }
    }

    private void rules(UnaryOperator<String> change) throws IOException {
        for (GeneratedFile file : RulesCommand.files(Settings.defaults())) {
            if (file.path().startsWith("rules/")) {
                Path target = directory.resolve(file.path());
                Files.createDirectories(target.getParent());
                Files.writeString(target, change.apply(file.text().replaceAll("interval: \\d+s", "interval: 1s")));
            }
        }
    }

    @Test
    void setUpThatFits_isWell() throws Exception {
        rules(UnaryOperator.identity());
        try (Served service = new Served(UnaryOperator.identity())) {
            check(
                    OBS.formatted(service.address()),
                    ALERTMANAGER,
                    List.of("--scrape", service.url(), "--expect", "http,probe", "--dir", "../docs/ops"),
                    0,
                    "ok scraped: api-gateway",
                    "ok 1 targets are up",
                    "ok every service is probed",
                    "rules are loaded as obs-ops writes them",
                    "ok 1 Alertmanager connected: http://127.0.0.1:9/",
                    "families of the catalogue are there",
                    "All is well.");
        }
    }

    @Test
    void rulesOfOtherSettings_areOthers() throws Exception {
        rules(UnaryOperator.identity());
        try (Served service = new Served(UnaryOperator.identity())) {
            check(
                    OBS.formatted(service.address()),
                    ALERTMANAGER,
                    List.of("--service", "api-gateway", "-t", "queue-depth=7"),
                    1,
                    "!! ServiceDown is loaded with another expression",
                    "!! QueueBacklog is loaded with another expression");
        }
    }

    @Test
    void rulesThatAreNotThere_orNotOurs_areNamed() throws Exception {
        rules(text -> text.replace("> 0.5\n", "> 0.7\n") // HighLatency
                .replaceFirst("(?s)      - alert: ReplicaDown.*?(?=      - alert)", "")
                .replaceFirst("(alert: QueueBacklog\n.*\n +for: )2m", "$190m"));
        Files.writeString(directory.resolve("rules/copy.yml"), """
                groups:
                  - name: copy
                    rules:
                      - {record: "service:replicas:serving", expr: vector(1)}
                """);
        try (Served service = new Served(UnaryOperator.identity())) {
            check(
                    OBS.formatted(service.address()),
                    ALERTMANAGER,
                    List.of(),
                    1,
                    "!! HighLatency is loaded with another expression",
                    "!! ReplicaDown is not loaded",
                    "!! QueueBacklog is loaded with for: 5400 s and not 2m",
                    "!! service:replicas:serving is loaded 2 times",
                    "4 findings.");
        }
    }

    @Test
    void serverWithoutRulesAndAlertmanager_saysSo() throws Exception {
        try (Served service = new Served(UnaryOperator.identity())) {
            check(
                    OBS.formatted(service.address()),
                    "",
                    List.of(),
                    1,
                    "!! obs's rules are not loaded, none of ",
                    "!! Alertmanager is not connected",
                    "-> run obs-ops rules",
                    "2 findings.");
        }
    }

    @Test
    void recordingWithoutData_isNamed() throws Exception {
        rules(text -> text.replace("interval: 1s", "interval: 900h"));
        try (Served service = new Served(UnaryOperator.identity())) {
            check(
                    OBS.formatted(service.address()),
                    ALERTMANAGER,
                    List.of(),
                    1,
                    "!! service:probe_success:max is recorded from probe_success, and has no data",
                    "!! instance:service_target:known is recorded from service_info, and has no data");
        }
    }

    @Test
    void targetThatIsDown_orWhoseLabelsAreNotHonoured_isNamed() throws Exception {
        rules(UnaryOperator.identity());
        try (Served service = new Served(UnaryOperator.identity())) {
            check(
                    "  - {job_name: operator, static_configs: [{targets: ['" + service.address()
                            + "'], labels: {service: kube}}]}\n" + OBS.formatted("127.0.0.1:9"),
                    ALERTMANAGER,
                    List.of(),
                    1,
                    "!! target http://127.0.0.1:9/metrics of job obs is down: ",
                    "!! job operator has obs's own label as exported_service",
                    "-> set honor_labels: true",
                    "2 findings.");
        }
    }

    @Test
    void labelThatIsLost_isNamed() throws Exception {
        rules(UnaryOperator.identity());
        try (Served service = new Served(UnaryOperator.identity())) {
            check(
                    """
                      - job_name: obs
                        honor_labels: true
                        static_configs: [{targets: ['%s']}]
                        metric_relabel_configs: [{action: labeldrop, regex: dependency}]
                    """.formatted(service.address()),
                    ALERTMANAGER,
                    List.of(),
                    1,
                    "!! circuit_breaker_calls_total of job obs has series without the label dependency");
        }
    }

    @Test
    void serviceThatNobodyProbes_thatLosesTelemetry_andHasUnknownNames_isNamed() throws Exception {
        rules(UnaryOperator.identity());
        AtomicLong lost = new AtomicLong();
        try (Served service = new Served(text -> text.replaceAll("(?m)^probe_success\\{.*\n", "")
                .replaceFirst("(?m)^(obs_dropped_total\\{signal=\"log\".*) 0$", "$1 " + lost.incrementAndGet())
                .concat("obs_flux_capacity 1\n"))) {
            check(
                    OBS.formatted(service.address()),
                    ALERTMANAGER,
                    List.of("--service", "worker"),
                    1,
                    "!! worker is not scraped",
                    "There are api-gateway.",
                    "!! probe_success{service=\"api-gateway\"} is absent",
                    "!! obs_dropped_total of " + service.address() + " grows: telemetry is lost, signal log",
                    "!! obs_flux_capacity has obs's prefix and is not in the catalogue");
        }
    }

    @Test
    void emptyServer_hasNothingOfObs() throws Exception {
        rules(UnaryOperator.identity());
        check("", ALERTMANAGER, List.of(), 1, "!! service_info has no series", "1 finding.");
    }

    @Test
    void json_isForPrograms() throws Exception {
        check(
                "",
                "",
                List.of("--format", "json"),
                1,
                "{\"schema\":1,\"findings\":3,\"places\":[{\"place\":\"http://127.0.0.1:");
    }
}
