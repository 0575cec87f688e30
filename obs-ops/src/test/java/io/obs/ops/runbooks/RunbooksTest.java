package io.obs.ops.runbooks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.obs.ops.cli.GeneratedFile;
import io.obs.ops.promql.Vocabulary;
import io.obs.ops.rules.Alerts;
import io.obs.ops.rules.Recorded;
import io.obs.ops.settings.Settings;
import io.obs.ops.settings.Threshold;
import io.obs.ops.slo.SloSeries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each alert has its page, and what the pages tell people to type is right. */
class RunbooksTest {

    private static final Path TEMPLATE = Path.of("..", "docs", "ops", "logs", "index-template.json");
    private static final Pattern BLOCK = Pattern.compile("(?m)^ *```(\\w+)\n((?s:.*?))^ *```$");
    private static final Pattern FIELD = Pattern.compile("(?:^|[ (])(_exists_:)?([a-z_@]+)(?:\\.[a-z_]+)?:");
    private static final Pattern EXISTS = Pattern.compile("_exists_:([a-z_]+)");
    private static final Pattern CONTROL = Pattern.compile(
            "curl -H \"Authorization: Bearer \\$TOKEN\" localhost:9464/control/(\\w+) -d name=\\S+ -d action=(\\w+)( -d \\w+=\\S+)*");

    /** As docs/guide/control.md has them, which is tested against the control itself. */
    private static final Set<String> ACTIONS = Set.of(
            "switch on",
            "switch off",
            "breaker open",
            "breaker close",
            "breaker reset",
            "logger debug",
            "logger restore");

    static List<GeneratedFile> pages() {
        return new Runbooks(Settings.defaults()).files();
    }

    static Stream<GeneratedFile> pagesOfAlerts() {
        return pages().stream().filter(page -> !page.path().endsWith("README.md"));
    }

    private static List<String> blocks(GeneratedFile page, String language) {
        return BLOCK.matcher(page.text())
                .results()
                .filter((MatchResult block) -> block.group(1).equals(language))
                .map(block -> block.group(2))
                .toList();
    }

    /** Each query of a page; the first block is the alert's own, which is one query of many lines. */
    private static Stream<String> queries(GeneratedFile page) {
        List<String> blocks = blocks(page, "promql");
        boolean own = !page.path().contains(Runbooks.SLO);
        return Stream.concat(
                blocks.stream().limit(own ? 1 : 0),
                blocks.stream().skip(own ? 1 : 0).flatMap(String::lines));
    }

    @Test
    void everyAlert_hasItsPage_whereItsLinkLeads() {
        Settings settings = Settings.defaults();
        List<String> links = new Alerts(settings)
                .all().stream()
                        .map(alert -> alert.annotations().get("runbook_url"))
                        .toList();

        assertThat(pages())
                .extracting(page -> settings.runbooks() + page.path().substring("runbooks".length()))
                .containsAll(links);
    }

    @ParameterizedTest
    @MethodSource("pagesOfAlerts")
    void page_hasItsParts_inOrder(GeneratedFile page) {
        assertThat(page.text().lines().filter(line -> line.startsWith("## ")))
                .containsExactly("## Meaning", "## Impact", "## Diagnosis", "## Mitigation", "## Escalation");
        assertThat(page.text()).contains("In Jaeger: ").doesNotContain("${");
        assertThat(blocks(page, "lucene")).isNotEmpty();
        assertThat(queries(page).count()).isGreaterThan(2);
    }

    @ParameterizedTest
    @MethodSource("pagesOfAlerts")
    void queries_nameWhatThereIs(GeneratedFile page) {
        Vocabulary known = Vocabulary.ofCatalogue().with(Recorded.labels()).with(SloSeries.labels());

        assertThat(queries(page))
                .allSatisfy(query -> assertThat(known.faults(query)).as(query).isEmpty());
    }

    @Test
    void queries_areUnderstoodByPrometheus(@TempDir Path directory) throws Exception {
        assumeTrue(Stream.of(System.getenv("PATH").split(":", -1))
                .anyMatch(path -> Files.isExecutable(Path.of(path, "promtool"))));
        StringBuilder rules = new StringBuilder("groups:\n- name: runbooks\n  rules:\n");
        int[] number = {0};
        pagesOfAlerts()
                .flatMap(RunbooksTest::queries)
                .forEach(query -> rules.append("  - record: q")
                        .append(number[0]++)
                        .append("\n    expr: |-\n")
                        .append(query.indent(6)));
        Path file = Files.writeString(directory.resolve("queries.yml"), rules);
        Process promtool = new ProcessBuilder("promtool", "check", "rules", file.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(promtool.getInputStream().readAllBytes(), UTF_8);

        assertThat(promtool.waitFor()).as(said).isZero();
        assertThat(said).contains("SUCCESS: " + number[0] + " rules found");
    }

    @ParameterizedTest
    @MethodSource("pages")
    void searches_nameFieldsOfTheIndex(GeneratedFile page) throws IOException {
        String template = Files.readString(TEMPLATE);
        assertThat(blocks(page, "lucene").stream().flatMap(String::lines)).allSatisfy(search -> {
            assertThat(Stream.concat(
                                    FIELD.matcher(search).results().map((MatchResult field) -> field.group(2)),
                                    EXISTS.matcher(search).results().map((MatchResult field) -> field.group(1)))
                            .filter(field -> !field.equals("_exists_")))
                    .as(search)
                    .isNotEmpty()
                    .allSatisfy(field -> assertThat(template).contains("\"" + field + "\": {"));
            assertThat(search).doesNotContain(">= ", "<= ", " >");
        });
    }

    @ParameterizedTest
    @MethodSource("pages")
    void commands_areThoseOfTheControl(GeneratedFile page) {
        assertThat(page.text().lines().filter(line -> line.contains("/control/")))
                .allSatisfy(command -> {
                    var use = CONTROL.matcher(command.strip());
                    assertThat(use.matches()).as(command).isTrue();
                    assertThat(ACTIONS).contains(use.group(1) + " " + use.group(2));
                });
    }

    @ParameterizedTest
    @MethodSource("pages")
    void links_leadToOtherPages(GeneratedFile page) {
        List<String> there = pages().stream()
                .map(other -> other.path().substring("runbooks/".length()))
                .toList();
        assertThat(Pattern.compile("]\\((?!http)([^)]+)\\)")
                        .matcher(page.text())
                        .results()
                        .map((MatchResult link) -> link.group(1)))
                .allSatisfy(link -> assertThat(there).contains(link));
    }

    @Test
    void settings_areFilledIn() {
        Settings initial = Settings.defaults();
        Settings own = new Settings(
                List.of("checkout"),
                initial.jobs(),
                initial.namespaces(),
                initial.group(),
                Map.of(Threshold.LATENCY, 1.0),
                initial.buckets(),
                "https://grafana.acme.com",
                initial.runbooks());
        String page = new Runbooks(own)
                .files().stream()
                        .filter(file -> file.path().equals("runbooks/HighLatency.md"))
                        .findFirst()
                        .orElseThrow()
                        .text();

        assertThat(page)
                .contains("took longer than 1s", "duration_ms:>=1000", "minimum duration `1s`")
                .contains("{service=\"checkout\"}")
                .contains("https://grafana.acme.com/d/obs-service")
                .doesNotContain("api-gateway");
    }
}
