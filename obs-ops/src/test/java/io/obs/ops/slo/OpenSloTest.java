package io.obs.ops.slo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.obs.ops.cli.BadInput;
import io.obs.ops.rules.Rule;
import io.obs.ops.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** OpenSLO documents: the rules of ours of the same objective, and no field that only seems to count. */
class OpenSloTest {

    /** Availability of a route; faults are told with the numbers of its lines. */
    static final String JOBS = """
            apiVersion: openslo/v1
            kind: SLO
            metadata:
              name: jobs
              displayName: Jobs
              labels: {team: [jobs]}
            spec:
              description: Jobs can be created.
              service: api
              indicator:
                metadata: {name: jobs-made}
                spec:
                  ratioMetric:
                    counter: true
                    bad:
                      metricSource:
                        metricSourceRef: main
                        type: Prometheus
                        spec:
                          query: sum(http_requests_total{method="GET",status=~"5..",endpoint="/jobs"})
                    total:
                      metricSource:
                        type: Prometheus
                        spec:
                          query: http_requests_total{service="api",endpoint='/jobs', method="GET"}
              timeWindow:
                - duration: 30d
                  isRolling: true
              budgetingMethod: Occurrences
              objectives:
                - targetPercent: 99.9
            """;

    @TempDir
    Path directory;

    @Test
    void documents_haveTheRulesOfOurOwn() throws IOException {
        String own = """
                service: api
                objectives:
                  - name: jobs
                    availability: GET /jobs
                    percent: 99.9
                """;

        assertThat(rules(JOBS)).isEqualTo(rules(own));
    }

    @Test
    void good_isTheRestOfBad() throws IOException {
        String good = JOBS.replace("bad:", "good:").replace("=~\"5..\"", "!~\"5..\"");

        assertThat(rules(good)).isEqualTo(rules(JOBS));
    }

    @Test
    void bucketsAsGood_areALatency() throws IOException {
        String buckets = JOBS.replace("bad:", "good:")
                .replace(
                        "sum(http_requests_total{method=\"GET\",status=~\"5..\",endpoint=\"/jobs\"})",
                        "http_request_duration_seconds_bucket{endpoint=\"/jobs\",le=\"0.5\"}")
                .replace(
                        "http_requests_total{service=\"api\",endpoint='/jobs', method=\"GET\"}",
                        "http_request_duration_seconds_count{endpoint=\"/jobs\"}");
        String own = """
                service: api
                objectives:
                  - name: jobs
                    latency: /jobs
                    within: 500ms
                    percent: 99.9
                """;

        assertThat(rules(buckets)).isEqualTo(rules(own));
    }

    @Test
    void otherCounters_countByTheSameRules() throws IOException {
        String jobs = JOBS.replace(
                        "sum(http_requests_total{method=\"GET\",status=~\"5..\",endpoint=\"/jobs\"})",
                        "jobs_failed_total")
                .replace("http_requests_total{service=\"api\",endpoint='/jobs', method=\"GET\"}", "jobs_created_total")
                .replace("30d", "4w");

        assertThat(rules(jobs))
                .contains("sum by (namespace, service) (rate(jobs_created_total{service=\"api\"}[3d]))")
                .contains("sum by (namespace, service) (rate(jobs_failed_total{service=\"api\"}[3d]))")
                .contains("sum_over_time(slo:bad:rate5m{service=\"api\",slo=\"jobs\"}[28d])")
                .contains("the objective is 99.9 % of Jobs.")
                .contains("does not last for 28 days");
    }

    @Test
    void severalObjectives_areNumbered_inAFileBesideTheirSli() throws IOException {
        Path sli = Files.writeString(directory.resolve("sli.yml"), """
                ---
                apiVersion: openslo/v1
                kind: SLI
                metadata: {name: duration}
                spec:
                  thresholdMetric:
                    metricSource:
                      type: Prometheus
                      spec: {query: http_request_duration_seconds}
                """);
        Path slo = Files.writeString(directory.resolve("slo.yml"), """
                apiVersion: openslo/v1
                kind: SLO
                metadata: {name: quick}
                spec:
                  service: api
                  indicatorRef: duration
                  timeWindow: [{duration: 30d, isRolling: true}]
                  budgetingMethod: Occurrences
                  objectives:
                    - {op: lte, value: 0.5, target: 0.9}
                    - {op: lte, value: 1, targetPercent: 99}
                  alertPolicies: []
                ---
                service: api
                objectives: [{availability: "*", percent: 99}]
                """);

        assertThat(SloFile.read(List.of(sli, slo)))
                .extracting(Objective::name, Objective::told)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("availability-all", "99.0 % of all requests without a 5xx"),
                        org.assertj.core.groups.Tuple.tuple("quick-1", "90.0 % of all requests within 0.5 s"),
                        org.assertj.core.groups.Tuple.tuple("quick-2", "99.0 % of all requests within 1.0 s"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "openslo/v1 | openslo/v1alpha | 1: apiVersion \"openslo/v1alpha\" is not allowed; allowed: openslo/v1",
                "kind: SLO | kind: AlertPolicy | 2: kind \"AlertPolicy\" makes no rules; allowed: SLO, SLI",
                "kind: SLO | kind: SLI | 2: kind SLI jobs makes no rules: no SLO refers to it",
                "metadata: | meta: | 3: meta is unknown; there are apiVersion, kind, metadata, spec",
                "displayName: | title: | 5: metadata.title is unknown",
                "service: api | tier: 1 | 9: spec.tier is unknown",
                "service: api | service: b | 25: spec.indicator.spec.ratioMetric.total.metricSource.spec.query is of another service than b",
                "indicator: | indicatorRef: x; indicator: | spec.indicator or indicatorRef, one of the two, must be there",
                "counter: true | counter: false | 14: spec.indicator.spec.ratioMetric.counter \"false\" is not allowed; allowed: true",
                "counter: true | raw: {} | 14: spec.indicator.spec.ratioMetric.raw is unknown",
                "type: Prometheus | type: Datadog | 18: spec.indicator.spec.ratioMetric.bad.metricSource.type \"Datadog\" is not allowed",
                "sum(http_requests_total{ | sum(rate(http_requests_total{ | 20: spec.indicator.spec.ratioMetric.bad.metricSource.spec.query \"sum(rate(",
                "sum(http_requests_total{ | sum(http_request_total{ | 20: spec.indicator.spec.ratioMetric.bad.metricSource.spec.query counts http_request_total, which is no counter",
                "sum(http_requests_total{ | sum(service_health{ | counts service_health, which is a gauge",
                "sum(http_requests_total{method | sum(http_requests_total{verb | http_requests_total has no label verb",
                "sum(http_requests_total{method | sum(http_request_duration_seconds_bucket{method | has no label method",
                "duration: 30d | duration: 7d | 27: spec.timeWindow[1].duration \"7d\" is not allowed; allowed: 28d or 30d",
                "isRolling: true | isRolling: false | 28: spec.timeWindow[1].isRolling \"false\" is not allowed",
                "isRolling: true | calendar: {timeZone: UTC} | 28: spec.timeWindow[1].calendar makes no rules: the window must be rolling",
                "Occurrences | Timeslices | 29: spec.budgetingMethod \"Timeslices\" is not allowed; allowed: Occurrences",
                "targetPercent: 99.9 | timeSliceTarget: 0.9 | 31: spec.objectives[1].timeSliceTarget is unknown",
                "targetPercent: 99.9 | targetPercent: 100 | 31: spec.objectives[1].targetPercent leaves no budget",
                "targetPercent: 99.9 | target: 99.9 | 31: spec.objectives[1].target \"99.9\" is not allowed",
                "targetPercent: 99.9 | {target: 0.9, value: 1} | 31: spec.objectives[1].value is for a thresholdMetric",
                "objectives: | alertPolicies: [page]; objectives: | 30: spec.alertPolicies are not kept",
            })
    void whatMakesNoRules_isRefusedByNameAndLine(String there, String instead, String fault) throws IOException {
        String wrong = JOBS.replace(there, instead.replace("; ", "\n  "));
        assertThat(wrong).isNotEqualTo(JOBS);

        assertThatExceptionOfType(BadInput.class).isThrownBy(() -> rules(wrong)).withMessageContaining(fault);
    }

    @Test
    void namesThatAreThereTwice_areToldAcrossFiles() throws IOException {
        Path one = Files.writeString(directory.resolve("one.yml"), JOBS);
        Path other = Files.writeString(directory.resolve("other.yml"), JOBS);

        assertThatExceptionOfType(BadInput.class)
                .isThrownBy(() -> SloFile.read(List.of(one, other)))
                .withMessageContaining("other.yml:31: spec.objectives[1].name \"jobs\" is there twice");
    }

    private String rules(String document) throws IOException {
        Path file = Files.writeString(directory.resolve("slo.yml"), document);
        return SloFile.read(List.of(file)).stream()
                .flatMap(objective -> new SloRules(Settings.defaults(), objective).group().rules().stream())
                .map(Rule::toString)
                .collect(Collectors.joining("\n"));
    }
}
