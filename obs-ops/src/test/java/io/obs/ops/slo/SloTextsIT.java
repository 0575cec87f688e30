package io.obs.ops.slo;

import static org.assertj.core.api.Assertions.assertThat;

import io.obs.ops.rules.World;
import io.obs.slo.Slo;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people read when an objective's alert fires: the texts as Prometheus renders them. Skipped without promtool. */
class SloTextsIT {

    private static final Pattern ANNOTATIONS = Pattern.compile("Annotations:\\{(.*)}");
    private static final Pattern RUNBOOK = Pattern.compile("runbook_url=\"([^\"]+)\"");

    @TempDir
    Path directory;

    @Test
    void texts_areWhole_andLeadToPagesThatAreShipped() throws Exception {
        String told = told();

        assertThat(found(ANNOTATIONS, told))
                .containsExactlyElementsOf(Files.readAllLines(Path.of("src/test/resources/slo/rendered.txt")));
        assertThat(told).doesNotContain("<no value>", "<error");
        assertThat(found(RUNBOOK, told)).isNotEmpty().allSatisfy(url -> {
            String page = Path.of(URI.create(url).getPath()).getFileName().toString();
            assertThat(Path.of("../docs/ops/runbooks").resolve(page)).exists();
            assertThat(SloTextsIT.class.getResource("/io/obs/ops/runbooks/" + page))
                    .isNotNull();
        });
    }

    /** promtool expects no alert, and tells those that there are. */
    private String told() throws Exception {
        Path open = Files.writeString(
                directory.resolve("openslo.yml"),
                OpenSloTest.JOBS
                        .replace("name: jobs\n", "name: made\n")
                        .replaceAll("query: sum.*", "query: jobs_failed_total{failure_reason!=\"validation\"}")
                        .replaceAll("query: http_requests_total.*", "query: jobs_created_total")
                        .replace("30d", "28d"));
        List<Objective> objectives = Stream.concat(
                        Stream.of(
                                Objective.of("api", "jobs", Slo.availability("GET /jobs", 99.9)),
                                Objective.of("api", "quick", Slo.latency("/jobs", Duration.ofMillis(250), 99))),
                        SloFile.read(List.of(open)).stream())
                .toList();
        return SloIT.test(
                        directory,
                        objectives,
                        List.of(
                                World.of("SloBurnsFast", "texts")
                                        .requests("a", "/jobs", "200", "0+29x160")
                                        .requests("a", "/jobs", "500", "0+1x160")
                                        .told("30m"),
                                World.of("SloBurnsSlowly", "")
                                        .target(
                                                "a",
                                                "http_request_duration_seconds_count",
                                                SloIT.QUICK_ROUTE,
                                                "0+3000x160")
                                        .target(
                                                "a",
                                                "http_request_duration_seconds_bucket",
                                                SloIT.QUICK_ROUTE + ",le=\"0.25\"",
                                                "0+2900x160")
                                        .told("30m"),
                                World.of("SloBurnsFast", "texts")
                                        .target("a", "jobs_created_total", "service=\"api\"", "0+3x160")
                                        .target(
                                                "a",
                                                "jobs_failed_total",
                                                "service=\"api\",failure_reason=\"io\"",
                                                "0+1x160")
                                        .told("30m"),
                                World.of("SloNotMeasured", "")
                                        .target("a", "up", "", "1x160")
                                        .told("30m")))
                .said();
    }

    private static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult each) -> each.group(1))
                .toList();
    }
}
