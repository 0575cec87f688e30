package io.obs.ops.promql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.obs.catalog.Catalog;
import io.obs.ops.rules.Recorded;
import io.obs.ops.slo.SloSeries;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Every name in the committed rules is the catalogue's, recorded, or of the declared others; wrong ones are found. */
class VocabularyTest {

    private static final Path RULES = Path.of("../docs/ops/rules");

    @Test
    void committedRules_useKnownNamesOnly() throws IOException {
        Vocabulary names = Vocabulary.ofCatalogue().with(Recorded.labels()).with(SloSeries.labels());

        assertThat(queries())
                .hasSizeGreaterThan(25)
                .allSatisfy(query -> assertThat(names.faults(query)).as(query).isEmpty());
    }

    @Test
    void recordedSeries_areThoseThatTheRulesRecord() throws IOException {
        Set<String> known = new TreeSet<>(Recorded.labels().keySet());
        known.addAll(SloSeries.labels().keySet());

        assertThat(rules().filter(rule -> rule instanceof Map<?, ?> map && map.containsKey("record"))
                        .map(rule -> (String) ((Map<?, ?>) rule).get("record"))
                        .distinct())
                .containsExactlyInAnyOrderElementsOf(known);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rate(http_request_total[5m]) | no metric http_request_total",
                "http_requests_total{code=\"500\"} | http_requests_total has no label code",
                "sum by (route) (rate(http_requests_total[5m])) | nothing here has a label route",
                "histogram_quantile(0.95, http_request_duration_seconds) | no metric http_request_duration_seconds",
                "circuit_breaker_state{state=\"1\"} == 1 | circuit_breaker_state has no label state",
                "up * on (instance) group_left (version) service_infos | no metric service_infos",
                "{job=\"x\"} | no metric without a name",
            })
    void wrongName_isFound(String query, String fault) {
        assertThat(Vocabulary.ofCatalogue().faults(query)).contains(fault);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sum by (service, le) (rate(http_request_duration_seconds_bucket{le!=\"+Inf\"}[5m:30s] offset 1h)) > bool 1e-3",
                "label_replace(up, \"color\", \"$1\", \"job\", \"(.+)\") and on (color) up == NaN or vector(1)",
                "max_over_time(queue_depth{queue=~'a(b)[c]'}[1h] @ end()) # http_nonsense{x=\"y\"}",
            })
    void rightNames_areNotFaulted(String query) {
        assertThat(Vocabulary.ofCatalogue().faults(query)).isEmpty();
    }

    @Test
    void selector_refusesWhatTheFamilyDoesNotHave() {
        assertThatThrownBy(() -> Selector.of(Catalog.HTTP_REQUESTS).where("code", "=", "500"))
                .hasMessageContaining("http_requests_total has no label code");
        assertThatThrownBy(() -> Selector.of(Catalog.JOBS_COMPLETED).where("status", "=", "failed"))
                .hasMessageContaining("status that can be failed");
        assertThatThrownBy(() -> Selector.of(Catalog.HTTP_REQUEST_DURATION))
                .hasMessageContaining("buckets, sum or count");
        assertThat(Selector.of(Catalog.HTTP_REQUESTS)
                        .in("service", List.of("a.b", "c"))
                        .where("status", "=~", "5.."))
                .hasToString("http_requests_total{service=~\"a\\\\.b|c\",status=~\"5..\"}");
    }

    static List<String> queries() throws IOException {
        return rules().map(rule -> (String) ((Map<?, ?>) rule).get("expr")).toList();
    }

    private static Stream<Object> rules() throws IOException {
        List<Object> rules = new ArrayList<>();
        try (Stream<Path> files = Files.list(RULES)) {
            for (Path file : files.sorted().toList()) {
                Object yaml = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
                for (Object group : (List<?>) ((Map<?, ?>) yaml).get("groups")) {
                    rules.addAll((List<?>) ((Map<?, ?>) group).get("rules"));
                }
            }
        }
        return rules.stream();
    }
}
