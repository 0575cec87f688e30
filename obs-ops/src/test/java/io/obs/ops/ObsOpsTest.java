package io.obs.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The program as somebody meets it: its help, its exit codes, what it writes and what it says is wrong. */
class ObsOpsTest {

    @TempDir
    Path directory;

    @Test
    void help_teaches() {
        Program help = Program.run();

        assertThat(help.code()).isZero();
        assertThat(help.out())
                .contains("Usage: obs-ops")
                .contains("Exit codes: 0")
                .contains("obs-ops rules --service api-gateway --out ops");
        assertThat(Program.run("rules", "--help").out()).contains("--check").contains("rule_files:");
    }

    @Test
    void unknownCommand_isWrongUsage() {
        Program unknown = Program.run("rule");

        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.err()).contains("rule").contains("rules");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--threshold latencey=1s | --threshold latencey is unknown; there are latency, error-rate",
                "--threshold latency=1 | --threshold latency=1 is not allowed; allowed: a duration such as 500ms",
                "--threshold error-rate=120% | --threshold error-rate=120% is not allowed; allowed: a share",
                "--threshold latency=300ms | no bucket bound of http_request_duration_seconds",
                "--runbooks wiki | --runbooks=wiki is not allowed; allowed: an http or https URL",
                "--config missing.yml | missing.yml: can't be read",
            })
    void wrongOption_isToldWithWhatIsAllowed(String options, String told) {
        Program run = Program.run(
                Stream.concat(Stream.of("rules", "--out", directory.toString()), Stream.of(options.split(" ", -1)))
                        .toArray(String[]::new));

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains(told).contains("obs-ops rules --help");
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void wrongFile_isToldWithEveryLine() throws IOException {
        Path config = Files.writeString(directory.resolve("obs-ops.yml"), """
                services: [api-gateway]
                threshold: {}
                thresholds:
                  latency: soon
                  queue-depth: many
                grafana: ftp://here
                """);

        Program run = Program.run("rules", "--config", config.toString());

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err())
                .contains("obs-ops.yml:2: threshold is unknown; there are buckets, grafana, group")
                .doesNotContain("obs-ops.yml:4");
        Files.writeString(config, Files.readString(config).replace("threshold: {}\n", ""));
        assertThat(Program.run("rules", "--config", config.toString()).err())
                .contains("obs-ops.yml:3: thresholds.latency \"soon\" is not allowed; allowed: a duration")
                .contains("obs-ops.yml:4: thresholds.queue-depth \"many\" is not allowed")
                .contains("obs-ops.yml:5: grafana \"ftp://here\" is not allowed; allowed: an http or https URL");
    }

    @Test
    void check_findsWhatDiffers() throws IOException {
        String out = directory.toString();
        assertThat(Program.run("rules", "--out", out).code()).isZero();
        assertThat(Program.run("rules", "--out", out, "--check").code()).isZero();

        Path alerts = directory.resolve("rules/obs-alerts.yml");
        Files.writeString(alerts, Files.readString(alerts).replace("for: 2m", "for: 3m"));
        Files.delete(directory.resolve("rules/obs-recording.yml"));
        Program check = Program.run("rules", "--out", out, "--check");

        assertThat(check.code()).isEqualTo(1);
        assertThat(check.out())
                .contains("missing " + directory.resolve("rules/obs-recording.yml"))
                .containsPattern("differs \\S+obs-alerts.yml from line \\d+")
                .contains("same " + directory.resolve("kubernetes/obs-prometheusrule.yaml"));
        assertThat(alerts).content().contains("for: 3m");
    }

    @Test
    void unwritableOutput_isToldAndNothingElse() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "");

        Program run = Program.run("rules", "--out", file.toString());

        assertThat(run.code()).isEqualTo(3);
        assertThat(run.err()).startsWith("obs-ops rules: ").doesNotContain("\tat ");
    }
}
