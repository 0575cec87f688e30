package io.obs.ops;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.obs.ops.world.BackfilledPrometheus;
import io.obs.ops.world.Exposition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
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
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whoever has only the documentation: every command of the guide's pages and of the program's help is typed as it stands there, in a
 * directory like a clone, beside a real Prometheus. Skipped without the tools that the pages name.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class GuideIT {

    private static final Path DOCS = Path.of("../docs").toAbsolutePath().normalize();

    @TempDir
    static Path clone;

    @TempDir
    static Path data;

    static BackfilledPrometheus prometheus;

    /** What it says on both of its outputs. */
    private record Said(int code, String text) {}

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(BackfilledPrometheus.isInstalled(), "prometheus and promtool are not installed");
        Tool.needed("amtool");
        Tool.needed("prometheus-blackbox-exporter");
        Path script = Files.createDirectory(clone.resolve("obs-ops")).resolve("obs-ops");
        Files.writeString(
                script, "#!/usr/bin/env bash\nexec bash '" + DOCS.resolveSibling("obs-ops/obs-ops") + "' \"$@\"\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        Path objectives = Files.createDirectories(clone.resolve("docs/ops/slo"));
        Files.copy(DOCS.resolve("ops/slo/slo.yml"), objectives.resolve("slo.yml"));
        Files.copy(DOCS.resolve("ops/slo/openslo.yml"), objectives.resolve("openslo.yml"));
        Files.writeString(clone.resolve("token"), "secret");
        Files.copy(DOCS.resolve("ops/slo/slo.yml"), clone.resolve("slo.yml"));
        Files.writeString(clone.resolve("incidents.yml"), block("report.md", "yaml", "incidents:"));
        Files.writeString(clone.resolve("obs-ops.yml"), block("operations.md", "yaml", "thresholds:"));
        prometheus = BackfilledPrometheus.start(data, world().write(data.resolve("world.om")));
    }

    /** Requests in the months that the pages ask for, and the alert of their post-mortem. */
    private static Exposition world() {
        Exposition world = new Exposition();
        double count = 0;
        YearMonth last = YearMonth.now(ZoneOffset.UTC).minusMonths(1);
        for (YearMonth month : List.of(YearMonth.of(2025, 4), YearMonth.of(2025, 10), last)) {
            Instant start = month.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC);
            Instant end = month.plusMonths(1).atDay(2).atStartOfDay().toInstant(ZoneOffset.UTC);
            for (Instant at = start; at.isBefore(end) && at.isBefore(Instant.now()); at = at.plusSeconds(600)) {
                world.sample("http_requests_total", labels("status", "200"), at, 999 * count);
                world.sample("http_requests_total", labels("status", "500"), at, count++);
            }
        }
        Instant alert = Instant.parse("2025-10-23T13:30:00Z");
        for (int minute = 0; minute < 15; minute++) {
            Map<String, String> labels = Map.of(
                    "alertname",
                    "HighErrorRate",
                    "alertstate",
                    "firing",
                    "severity",
                    "critical",
                    "service",
                    "api-gateway");
            world.sample("ALERTS", labels, alert.plusSeconds(60L * minute), 1);
        }
        return world;
    }

    private static Map<String, String> labels(String name, String value) {
        return Map.of(
                "service", "api-gateway", "endpoint", "/", "method", "GET", "instance", "a", "job", "obs", name, value);
    }

    @AfterAll
    static void stop() {
        if (prometheus != null) {
            prometheus.close();
        }
    }

    static Stream<String> blocks() throws IOException {
        List<String> blocks = new ArrayList<>();
        for (String page : List.of("operations.md", "dashboards.md", "report.md")) {
            blocks.addAll(blocks(page, "sh"));
        }
        return blocks.stream();
    }

    @ParameterizedTest
    @MethodSource("blocks")
    @Order(1)
    void block_isWellWhenTyped(String block) throws Exception {
        Said said = type(block);

        assertThat(said.code()).as(said.text()).isZero();
    }

    @Test
    @Order(2)
    void pages_haveTheirBlocks() throws Exception {
        assertThat(blocks()).hasSizeGreaterThanOrEqualTo(7);
        assertThat(clone.resolve("report.html")).content().contains("<html", "Memory leak in job-manager");
    }

    @Test
    @Order(2)
    void prometheusOfThePage_loadsTheRulesThatWereMade() throws Exception {
        Files.writeString(clone.resolve("prometheus.yml"), block("operations.md", "yaml", "rule_files:"));

        Said said = type("promtool check config prometheus.yml");

        assertThat(said.code()).as(said.text()).isZero();
        assertThat(said.text()).contains("3 rule files found");
    }

    @Test
    @Order(2)
    void settingsOfThePage_areTaken() throws Exception {
        Said said = type("obs-ops/obs-ops rules --config obs-ops.yml --out configured");

        assertThat(said.code()).as(said.text()).isZero();
        assertThat(clone.resolve("configured/rules/obs-alerts.yml"))
                .content()
                .contains("> 5000", "by (cluster, namespace", "https://wiki.company.com/runbooks/HighLatency.md");
    }

    /** From the help alone: rules, a page for each alert, four dashboards and a report. */
    @Test
    @Order(3)
    void firstFiveMinutes_ofTheHelp_giveRulesDashboardsAndAReport() throws Exception {
        String help = type("obs-ops --help").text();
        List<String> commands = commands(help.substring(help.indexOf("The first five minutes:"))).stream()
                .filter(command -> !command.contains("COMMAND"))
                .toList();
        assertThat(commands).hasSize(4);

        StringBuilder said = new StringBuilder();
        Path there = Files.createDirectory(clone.resolve("five-minutes"));
        for (String command : commands) {
            Said one = type("cd five-minutes && " + command);
            assertThat(one.code()).as(command + ": " + one.text()).isZero();
            said.append(one.text());
        }

        assertThat(there.resolve("ops/rules/obs-alerts.yml")).content().contains("alert: ServiceDown");
        try (Stream<Path> boards = Files.list(there.resolve("ops/dashboards"))) {
            assertThat(boards.filter(file -> file.toString().endsWith(".json"))).hasSize(4);
        }
        assertThat(there.resolve("ops/runbooks/ServiceDown.md")).exists();
        assertThat(said).contains("Error rate:          0.10%");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rules", "slo", "alertmanager", "probe", "dashboards", "runbooks", "report", "postmortem"})
    @Order(4)
    void examplesOfTheHelp_areWellWhenTyped(String command) throws Exception {
        List<String> examples = commands(type("obs-ops " + command + " --help").text());

        assertThat(examples).isNotEmpty();
        for (String example : examples) {
            Said said = type(example);
            assertThat(said.code()).as(example + ": " + said.text()).isZero();
        }
    }

    /** What they find in this world is no matter; their usage is right. */
    @Test
    @Order(4)
    void examplesOfTheChecksHelp_areRightWhenTyped() throws Exception {
        List<String> examples = commands(type("obs-ops check --help").text());

        assertThat(examples).hasSize(3);
        for (String example : examples) {
            Said said = type(example);
            assertThat(said.code()).as(example + ": " + said.text()).isIn(0, 1, 3);
        }
    }

    /** The commands in a help as a terminal of 80 columns shows it: what a line break had cut would be no command. */
    private static List<String> commands(String help) {
        return Pattern.compile("(?m)^(?:Then:)? +((?:obs-ops|promtool|amtool|prometheus-blackbox-exporter) .*)$")
                .matcher(help.replaceAll("\\\\\n *", ""))
                .results()
                .map((MatchResult command) -> command.group(1))
                .toList();
    }

    private static String block(String page, String language, String part) throws IOException {
        return blocks(page, language).stream()
                .filter(block -> block.contains(part))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + part + " in " + page));
    }

    private static List<String> blocks(String page, String language) throws IOException {
        return Pattern.compile("(?ms)^```" + language + "\n(.*?)^```")
                .matcher(Files.readString(DOCS.resolve("guide").resolve(page)))
                .results()
                .map((MatchResult block) -> block.group(1))
                .toList();
    }

    /** In a shell, with obs-ops on the path too. The servers that pages name are this test's, and what would serve for ever only checks. */
    private static Said type(String block) throws IOException, InterruptedException {
        String line = block.replace("http://localhost:9090", prometheus.url())
                .replace("https://mimir.example/prometheus", prometheus.url())
                .replace("prometheus-blackbox-exporter ", "prometheus-blackbox-exporter --config.check ");
        ProcessBuilder shell = new ProcessBuilder("bash", "-euc", line)
                .directory(clone.toFile())
                .redirectErrorStream(true);
        Map<String, String> environment = shell.environment();
        environment.put("PATH", clone.resolve("obs-ops") + ":" + environment.get("PATH"));
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("OBS_OPS_BUILD", "no");
        Process process = shell.start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Said(process.waitFor(), said);
    }
}
