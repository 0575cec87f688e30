package io.obs.ops.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.obs.ops.dashboard.CommittedBoard.Query;
import io.obs.ops.promql.Vocabulary;
import io.obs.ops.rules.Recorded;
import io.obs.ops.slo.SloSeries;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The committed dashboards: what SPEC section 4 asks of each, and what Grafana does. */
class DashboardsTest {

    private static final Map<String, List<String>> PANELS = Map.of(
            "obs-overview",
            List.of(
                    "Total Requests",
                    "Error Rate",
                    "P95 Latency",
                    "Active Jobs",
                    "Queue Depth",
                    "Pod Replicas",
                    "Disk Usage"),
            "obs-service",
            List.of(
                    "Status",
                    "Circuit Breaker State",
                    "Requests per Second",
                    "Error Rate per Endpoint",
                    "P95 Latency per Endpoint",
                    "Database Connections",
                    "Missed Runs of Scheduled Jobs",
                    "Time since Scheduled Jobs Succeeded"),
            "obs-performance",
            List.of(
                    "HTTP Latency Distribution",
                    "Queue Processing Latency",
                    "Database Query Latency",
                    "Cache Hit Ratio",
                    "Memory",
                    "CPU"),
            "obs-sla",
            List.of(
                    "Uptime",
                    "Error Budget Used",
                    "MTTR",
                    "Failed Deployments",
                    "Incidents",
                    "Objectives' Budget Left",
                    "Objectives' Bad Requests"));

    static java.util.stream.Stream<CommittedBoard> boards() {
        return CommittedBoard.all();
    }

    static java.util.stream.Stream<Query> queries() {
        return CommittedBoard.queries();
    }

    @ParameterizedTest
    @MethodSource("boards")
    void board_hasItsPanels_inTheirOrder(CommittedBoard board) {
        assertThat(board.panels().stream().map(panel -> panel.at("title").text()))
                .containsExactlyElementsOf(PANELS.get(board.uid()));
    }

    @ParameterizedTest
    @MethodSource("boards")
    void board_opensAsItShould(CommittedBoard board) {
        Json json = board.json();

        assertThat(json.at("uid").text()).isEqualTo(board.uid());
        assertThat(json.at("refresh").text()).isEqualTo("30s");
        assertThat(json.at("time", "from").text()).isEqualTo(board.uid().equals("obs-sla") ? "now-30d" : "now-24h");
        assertThat(json.at("time", "to").text()).isEqualTo("now");
        assertThat(json.at("__inputs").value()).isNull();
        assertThat(json.at("templating", "list").all().stream()
                        .map(variable -> variable.at("name").text()))
                .containsExactly("datasource", "traces", "service");
    }

    @ParameterizedTest
    @MethodSource("boards")
    void panels_lieBesideEachOther(CommittedBoard board) {
        Set<Integer> ids = new HashSet<>();
        Set<String> cells = new HashSet<>();
        for (Json panel : board.panels()) {
            assertThat(ids.add(panel.at("id").number())).isTrue();
            Json place = panel.at("gridPos");
            int right = place.at("x").number() + place.at("w").number();
            assertThat(right).isLessThanOrEqualTo(24);
            for (int x = place.at("x").number(); x < right; x++) {
                int bottom = place.at("y").number() + place.at("h").number();
                for (int y = place.at("y").number(); y < bottom; y++) {
                    assertThat(cells.add(x + "," + y))
                            .as(panel.at("title").text())
                            .isTrue();
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("boards")
    void panels_askTheChosenSource_andSayWhatTheyShow(CommittedBoard board) {
        assertThat(board.panels()).allSatisfy(panel -> {
            assertThat(panel.at("datasource", "uid").text()).isEqualTo("${datasource}");
            assertThat(panel.at("description").text()).isNotBlank();
            assertThat(panel.at("fieldConfig", "defaults", "unit").text()).isNotEqualTo("null");
            assertThat(panel.at("targets").all()).isNotEmpty().allSatisfy(target -> {
                assertThat(target.at("datasource", "uid").text()).isEqualTo("${datasource}");
                assertThat(target.at("legendFormat").text()).isNotBlank();
            });
        });
    }

    /** A stat of a range shows the last value there was, for as long as the range is: green while everything is gone. */
    @ParameterizedTest
    @MethodSource("boards")
    void figures_areOfNow(CommittedBoard board) {
        assertThat(board.panels())
                .filteredOn(panel ->
                        List.of("stat", "bargauge").contains(panel.at("type").text()))
                .allSatisfy(panel -> assertThat(panel.at("targets").all())
                        .allSatisfy(target -> assertThat(target.at("instant").value())
                                .as(panel.at("title").text())
                                .isEqualTo(true)));
    }

    @ParameterizedTest
    @CsvSource({
        "obs-overview, Error Rate, green red, 0.01, percentunit",
        "obs-overview, P95 Latency, green yellow, 0.5, s",
        "obs-overview, Queue Depth, green red, 1000.0, short",
        "obs-overview, Disk Usage, green red, 0.8, percentunit",
        "obs-performance, Memory, green red, 0.9, percentunit",
        "obs-performance, CPU, green red, 0.8, percentunit",
        "obs-sla, Uptime, red green, 0.999, percentunit",
    })
    void thresholds_areThoseOfTheSpecification(String uid, String title, String colours, String from, String unit) {
        Json defaults = board(uid).panel(title).at("fieldConfig", "defaults");
        List<Json> steps = defaults.at("thresholds", "steps").all();

        assertThat(steps.stream().map(step -> step.at("color").text())).containsExactly(colours.split(" ", -1));
        assertThat(steps.stream().map(step -> step.at("value").text())).containsExactly("null", from);
        assertThat(defaults.at("unit").text()).isEqualTo(unit);
    }

    @ParameterizedTest
    @CsvSource({"Status, HEALTHY DEGRADED DOWN", "Circuit Breaker State, CLOSED OPEN HALF_OPEN"})
    void codes_haveTheirNames(String title, String names) {
        Json mapping = board("obs-service")
                .panel(title)
                .at("fieldConfig", "defaults", "mappings")
                .all()
                .get(0);
        String[] expected = names.split(" ", -1);

        for (int code = 0; code < expected.length; code++) {
            assertThat(mapping.at("options", String.valueOf(code), "text").text())
                    .isEqualTo(expected[code]);
        }
    }

    @ParameterizedTest
    @MethodSource("queries")
    void query_namesOnlyWhatIsThere(Query query) {
        Vocabulary vocabulary = Vocabulary.ofCatalogue().with(Recorded.labels()).with(SloSeries.labels());

        assertThat(vocabulary.faults(query.expr())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("boards")
    void runbookLinks_leadToPagesThatAreThere(CommittedBoard board) {
        List<String> urls = board.panels().stream()
                .flatMap(panel -> panel.at("links").all().stream())
                .map(link -> link.at("url").text())
                .toList();

        assertThat(urls)
                .isNotEmpty()
                .allSatisfy(url -> assertThat(Path.of("../docs/ops/runbooks", url.substring(url.lastIndexOf('/') + 1)))
                        .matches(Files::exists));
    }

    @Test
    void exemplars_leadToTheTraces() throws Exception {
        Json source = Json.parse(Files.readString(Path.of("../docs/ops/dashboards/datasources.yaml")))
                .at("datasources");
        Json destination = source.all()
                .get(0)
                .at("jsonData", "exemplarTraceIdDestinations")
                .all()
                .get(0);

        assertThat(destination.at("name").text()).isEqualTo("trace_id");
        assertThat(destination.at("datasourceUid").text())
                .isEqualTo(source.all().get(1).at("uid").text());
        assertThat(List.of(
                        board("obs-service").panel("P95 Latency per Endpoint"),
                        board("obs-performance").panel("HTTP Latency Distribution")))
                .allSatisfy(panel -> assertThat(
                                panel.at("targets").all().get(0).at("exemplar").value())
                        .isEqualTo(true));
    }

    private static CommittedBoard board(String uid) {
        return CommittedBoard.all()
                .filter(board -> board.uid().equals(uid))
                .findFirst()
                .orElseThrow();
    }
}
