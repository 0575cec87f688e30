package io.obs.ops.promql;

import static org.assertj.core.api.Assertions.assertThat;

import io.obs.catalog.Catalog;
import io.obs.catalog.Label;
import io.obs.catalog.MetricSpec;
import io.obs.ops.dashboard.CommittedBoard;
import io.obs.ops.dashboard.CommittedBoard.Query;
import io.obs.ops.rules.Recorded;
import io.obs.ops.slo.SloSeries;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever changes a name in the catalogue hears of it from the committed rules and dashboards that read it. */
class RenamedCatalogTest {

    static List<String> queries(String source) throws IOException {
        return source.equals("rules")
                ? VocabularyTest.queries()
                : CommittedBoard.queries().map(Query::expr).toList();
    }

    /** Each family with each of the two that reads it. */
    static Stream<Arguments> uses() throws IOException {
        List<Arguments> uses = new ArrayList<>();
        for (String source : List.of("rules", "dashboards")) {
            for (MetricSpec spec : Catalog.all()) {
                if (queries(source).stream().anyMatch(query -> reads(query, spec))) {
                    uses.add(Arguments.of(source, spec));
                }
            }
        }
        return uses.stream();
    }

    @ParameterizedTest
    @MethodSource("uses")
    void renamedFamily_isAFaultOfEachQueryThatReadsIt_andOfNoOther(String source, MetricSpec spec) throws IOException {
        Vocabulary renamed = with(
                spec,
                new MetricSpec(
                        spec.name() + "_renamed",
                        spec.type(),
                        spec.group(),
                        spec.labels(),
                        spec.buckets(),
                        spec.help(),
                        spec.traits()));

        assertThat(queries(source)).allSatisfy(query -> {
            if (reads(query, spec)) {
                assertThat(renamed.faults(query))
                        .anySatisfy(fault -> assertThat(fault).startsWith("no metric " + spec.name()));
            } else {
                assertThat(renamed.faults(query)).isEmpty();
            }
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rules | http_requests_total http_request_duration_seconds circuit_breaker_state queue_depth jobs_created_total"
                        + " service_health service_info db_connection_pool_available jvm_heap_used_bytes",
                "dashboards | http_requests_total http_request_duration_seconds jobs_active service_health cache_requests_total"
                        + " queue_processing_duration_seconds db_query_duration_seconds db_connection_pool_total"
                        + " jvm_heap_used_bytes deployments_total",
            })
    void source_readsWhatItShows(String source, String families) throws IOException {
        assertThat(uses().filter(use -> use.get()[0].equals(source)).map(use -> ((MetricSpec) use.get()[1]).name()))
                .contains(families.split(" "));
    }

    @Test
    void renamedLabel_isAFault() throws IOException {
        MetricSpec spec = Catalog.HTTP_REQUESTS;
        List<Label> labels = spec.labels().stream()
                .map(label -> label.name().equals("status") ? new Label("code", label.cap(), label.values()) : label)
                .toList();
        Vocabulary renamed = with(
                spec,
                new MetricSpec(
                        spec.name(), spec.type(), spec.group(), labels, spec.buckets(), spec.help(), spec.traits()));

        for (String source : List.of("rules", "dashboards")) {
            assertThat(queries(source).stream()
                            .flatMap(query -> renamed.faults(query).stream())
                            .distinct())
                    .containsExactly(spec.name() + " has no label status");
        }
    }

    /** With another catalogue the generators make other files than those that are committed. */
    @ParameterizedTest
    @ValueSource(strings = {"rules", "dashboards", "runbooks", "slo ../docs/ops/slo/slo.yml"})
    void catalogueThatSaysOtherwise_makesTheCommittedFilesDiffer(String command) throws Exception {
        ChangedCatalog changed = new ChangedCatalog("http_requests_total", "http_requestz_total");

        String said = changed.run((command + " --out ../docs/ops --check").split(" "));

        assertThat(said).startsWith("1: ").containsPattern("differs \\S+ from line \\d+");
    }

    private static boolean reads(String query, MetricSpec spec) {
        return Pattern.compile("(?<![\\w:])" + spec.name() + "(_bucket|_count|_sum)?(?![\\w:])")
                .matcher(query)
                .find();
    }

    private static Vocabulary with(MetricSpec old, MetricSpec changed) {
        List<MetricSpec> families = new ArrayList<>(Catalog.all());
        families.set(families.indexOf(old), changed);
        return Vocabulary.of(families).with(Recorded.labels()).with(SloSeries.labels());
    }
}
