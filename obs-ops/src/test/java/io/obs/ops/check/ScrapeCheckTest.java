package io.obs.ops.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.obs.ops.ObsOps;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the check says of scrapes and directories that don't fit, and of those that can't be asked. */
class ScrapeCheckTest {

    private record Run(int code, String said) {}

    @TempDir
    Path directory;

    private static Run run(String... arguments) {
        StringWriter out = new StringWriter();
        int code = ObsOps.run(new PrintWriter(out), new PrintWriter(out), arguments);
        return new Run(code, out.toString());
    }

    private static Run scrape(UnaryOperator<String> change, String... options) throws Exception {
        try (Served service = new Served(change)) {
            List<String> arguments = new ArrayList<>(List.of("check", "--scrape", service.url()));
            arguments.addAll(List.of(options));
            return run(arguments.toArray(String[]::new));
        }
    }

    @Test
    void wholeCatalogue_isWell() throws Exception {
        Run run = scrape(text -> text + "app_orders_total{shop=\"a\"} 3\n");

        assertThat(run.said()).contains("families of the catalogue are there", "All is well.");
        assertThat(run.code()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "method=\"some\" | verb=\"GET\" | http_requests_total has the labels endpoint, service, status, verb and not endpoint, method, service, status",
                "TYPE jobs_active gauge | TYPE jobs_active counter | jobs_active is a counter and not a gauge",
                "service_info | service_inf | service_info is missing",
                "queue_depth{ | queue_dept{ | queue_dept is not in the catalogue, which has queue_depth",
                "cache_hit_ratio{ | cache_hit_ratio_total{ | cache_hit_ratio_total is not in the catalogue, which has cache_hit_ratio",
                "obs_kill_switch_on{ | obs_killed{ | obs_killed has obs's prefix and is not in the catalogue",
            })
    void whatDoesNotFit_isNamed(String right, String wrong, String finding) throws Exception {
        Run run = scrape(text -> text.replace(right, wrong));

        assertThat(run.said()).contains("!! " + finding);
        assertThat(run.code()).isEqualTo(1);
    }

    @Test
    void groupThatIsExpected_isMissed() throws Exception {
        UnaryOperator<String> without = text -> text.replaceAll("(?m)^(# (HELP|TYPE) )?storage_.*\n", "")
                .replaceAll("(?m)^(# \\w+ )?obs_probe_duration.*\n", "");

        assertThat(scrape(without).said()).contains("-- nothing is wired of: storage", "All is well.");
        Run run = scrape(without, "--expect", "http,storage");
        assertThat(run.said())
                .contains("!! storage_upload_duration_seconds, storage_download_duration_seconds,"
                        + " storage_errors_total are missing, all of group storage");
        assertThat(run.code()).isEqualTo(1);
    }

    @Test
    void scrapeOfSomebodyElse_isOneFinding() throws Exception {
        assertThat(scrape(text -> "# TYPE go_goroutines gauge\ngo_goroutines 7\n")
                        .said())
                .contains("!! every family of the catalogue is missing", "1 finding.");
    }

    @Test
    void lostTelemetry_isANote() throws Exception {
        Run run = scrape(text -> text.replaceFirst("(?m)^(obs_dropped_total.*) 0$", "$1 7"));

        assertThat(run.said()).contains("-- obs_dropped_total{signal=\"trace\",reason=\"some\"} is 7 since the start");
        assertThat(run.code()).isZero();
    }

    @Test
    void whatCantBeAsked_isSaid_besideWhatCould() throws Exception {
        try (Served service = new Served(text -> text)) {
            Run run = run("check", "--scrape", "http://127.0.0.1:9/metrics", "--scrape", service.url());

            assertThat(run.said())
                    .contains(
                            "ok ",
                            "not checked: http://127.0.0.1:9/metrics can't be reached: nothing listens there",
                            "No findings, but not all could be asked.");
            assertThat(run.code()).isEqualTo(3);
        }
        Run refused = scrape(text -> "");
        assertThat(refused.said()).contains("answered 401: it wants a token, --scrape-token-file");
        assertThat(refused.code()).isEqualTo(3);
        assertThat(scrape(text -> "<html>").said()).contains("answered with something that is no scrape: <html>");
    }

    @Test
    void filesThatWereChanged_areNamed() throws Exception {
        run("rules", "--out", directory.toString());
        assertThat(run("check", "--dir", directory.toString()).code()).isZero();
        Path alerts = directory.resolve("rules/obs-alerts.yml");
        Files.writeString(alerts, Files.readString(alerts).replace("for: 1m", "for: 2m"));
        Files.delete(directory.resolve("rules/obs-recording.yml"));

        Run run = run("check", "--dir", directory.toString());
        assertThat(run.said())
                .contains(
                        "!! rules/obs-alerts.yml differs from line ",
                        "!! rules/obs-recording.yml missing",
                        "-- there are no dashboards",
                        "2 findings.");
        assertThat(run.code()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "check | nothing to check",
                "check --scrape ftp://x | --scrape ftp://x is not allowed; allowed: an http or https URL",
                "check --dir /nowhere | --dir /nowhere is not a directory",
                "check --dir . --expect htp | --expect htp is unknown; there are breaker, cache, db,",
                "check --tenant a | --prometheus",
            })
    void wrongUsage_isSaid(String command, String said) {
        Run run = run(command.split(" ", -1));

        assertThat(run.said()).contains(said);
        assertThat(run.code()).isEqualTo(2);
    }
}
