package io.obs.ops.slo;

import static org.assertj.core.api.Assertions.assertThat;

import io.obs.ops.Tool;
import io.obs.ops.rules.RuleFile;
import io.obs.ops.rules.RuleGroup;
import io.obs.ops.rules.World;
import io.obs.ops.settings.Settings;
import io.obs.ops.yaml.YamlText;
import io.obs.slo.Slo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of objectives as Prometheus evaluates them. Skipped without promtool. */
class SloIT {

    private static final Slo JOBS = Slo.availability("GET /jobs", 99.9);
    private static final Slo QUICK = Slo.latency("/jobs", Duration.ofSeconds(1), 99);

    static final String QUICK_ROUTE = "service=\"api\",endpoint=\"/jobs\"";

    @TempDir
    Path directory;

    @Test
    void committedRules_areValid() throws Exception {
        Tool.needed("promtool");

        Tool check = Tool.run("promtool", "check", "rules", "../docs/ops/rules/obs-slo.yml");

        assertThat(check.code()).as(check.said()).isZero();
        assertThat(check.said()).contains("50 rules found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SloBurnsFast", "SloBurnsSlowly", "SloNotMeasured"})
    void alert_firesWhereItShall(String alert) throws Exception {
        List<World> worlds = (alert.equals("SloNotMeasured") ? measured() : burning(alert)).toList();

        Tool test = test(
                directory, List.of(Objective.of("api", "jobs", JOBS), Objective.of("api", "quick", QUICK)), worlds);

        assertThat(test.code()).as(test.said()).isZero();
    }

    @Test
    void slowAlert_firesOverDaysWhereItShall() throws Exception {
        Tool failing = test(
                directory,
                List.of(Objective.of("api", "jobs", JOBS)),
                LongWorlds.failing().toList());
        assertThat(failing.code()).as(failing.said()).isZero();

        Tool slow = test(
                directory,
                List.of(Objective.of("api", "quick", QUICK)),
                LongWorlds.slow().toList());
        assertThat(slow.code()).as(slow.said()).isZero();
    }

    /** Good ones that are no more than one condition away from all: nothing good is left to be seen where everything fails. */
    @Test
    void goodOnesOfAnOpenSlo_areMissedWhereThereIsNone() throws Exception {
        Path slo = Files.writeString(
                directory.resolve("openslo.yml"),
                OpenSloTest.JOBS
                        .replace("bad:", "good:")
                        .replace("status=~\"5..\"", "status!~\"5..\",status!=\"429\""));
        World fails = World.of("SloBurnsFast", "nothing but failures and refusals, from the beginning")
                .requests("a", "/jobs", "500", "0+2x160")
                .requests("a", "/jobs", "429", "0+2x160")
                .fires("30m", "service=\"api\",slo=\"jobs\"");
        World well = World.of("SloBurnsFast", "all is well")
                .requests("a", "/jobs", "200", "0+2x160")
                .quiet("30m");

        Tool test = test(directory, SloFile.read(List.of(slo)), List.of(fails, well));

        assertThat(test.code()).as(test.said()).isZero();
        Tool check = Tool.run(
                "promtool", "check", "rules", directory.resolve("slo.yml").toString());
        assertThat(check.said()).contains("25 rules found");
    }

    static Tool test(Path directory, List<Objective> objectives, List<World> worlds) throws Exception {
        Tool.needed("promtool");
        List<RuleGroup> groups = objectives.stream()
                .map(objective -> new SloRules(Settings.defaults(), objective).group())
                .toList();
        Files.writeString(
                directory.resolve("slo.yml"), RuleFile.plain("slo.yml", groups).text());
        Path file = Files.writeString(
                directory.resolve("worlds.yml"),
                YamlText.of(World.file(
                        worlds,
                        List.of("slo.yml"),
                        groups.stream().map(RuleGroup::name).toList())));
        return Tool.run("promtool", "test", "rules", file.toString());
    }

    private static World quick(World world, int good, int all) {
        return world.target("a", "http_request_duration_seconds_count", QUICK_ROUTE, "0+" + all + "x160")
                .target("a", "http_request_duration_seconds_bucket", QUICK_ROUTE + ",le=\"1.0\"", "0+" + good + "x160")
                .target("a", "http_request_duration_seconds_bucket", QUICK_ROUTE + ",le=\"+Inf\"", "0+" + all + "x160");
    }

    private static Stream<World> burning(String alert) {
        boolean fast = alert.equals("SloBurnsFast");
        String jobs = "service=\"api\",slo=\"jobs\"";
        return Stream.of(
                World.of(alert, "2 % fail: twenty times the budget")
                        .requests("a", "/jobs", "200", "0+980x160")
                        .requests("a", "/jobs", "500", "0+20x160")
                        .fires("30m", jobs)
                        .fires("30m"),
                expect(
                        !fast,
                        World.of(alert, "0.4 % fail: four times the budget")
                                .requests("a", "/jobs", "200", "0+996x160")
                                .requests("a", "/jobs", "500", "0+4x160")),
                World.of(alert, "0.05 % fail: within the budget")
                        .requests("a", "/jobs", "200", "0+1999x160")
                        .requests("a", "/jobs", "500", "0+1x160")
                        .quiet("10m", "30m", "40m"),
                World.of(alert, "one error at night")
                        .requests("a", "/jobs", "200", "0 0 0 1 1 1 2 2 2 3x150")
                        .requests("a", "/jobs", "500", "0x40 1x120")
                        .quiet("12m", "20m", "40m"),
                World.of(alert, "another endpoint, another method, another service")
                        .requests("a", "/jobs", "200", "0+10x160")
                        .requests("a", "/other", "500", "0+10x160")
                        .target(
                                "a",
                                "http_requests_total",
                                "service=\"api\",endpoint=\"/jobs\",method=\"POST\",status=\"500\"",
                                "0+9x160")
                        .target(
                                "b",
                                "http_requests_total",
                                "service=\"b\",endpoint=\"/jobs\",method=\"GET\",status=\"500\"",
                                "0+9x160")
                        .quiet("30m", "40m"),
                World.of(alert, "a flood of 404")
                        .requests("a", "/jobs", "200", "0+1x160")
                        .requests("a", "/jobs", "404", "0+99x160")
                        .quiet("30m", "40m"),
                World.of(alert, "idle")
                        .requests("a", "/jobs", "200", "7x160")
                        .requests("a", "/jobs", "500", "7x160")
                        .quiet("30m", "40m"),
                World.of(alert, "two replicas, one restarts: sums of both")
                        .requests("a", "/jobs", "200", "0+999x40 0+999x120")
                        .requests("a", "/jobs", "500", "0+1x40 0+0x120")
                        .requests("b", "/jobs", "200", "0+9999x160")
                        .requests("b", "/jobs", "500", "0x160")
                        .quiet("12m", "30m", "40m"),
                quick(World.of(alert, "a fifth is slow"), 80, 100).fires("30m", "service=\"api\",slo=\"quick\""),
                expect(!fast, quick(World.of(alert, "4 % are slow"), 96, 100)),
                quick(World.of(alert, "all are quick"), 100, 100).quiet("30m", "40m"));
    }

    private static World expect(boolean fires, World world) {
        return fires ? world.fires("30m") : world.quiet("30m", "40m");
    }

    private static Stream<World> measured() {
        return Stream.of(
                quick(World.of("SloNotMeasured", "both are"), 9, 9)
                        .requests("a", "/jobs", "200", "0+1x160")
                        .quiet("20m", "40m"),
                quick(World.of("SloNotMeasured", "idle ones are"), 0, 0)
                        .requests("a", "/jobs", "200", "0x160")
                        .quiet("20m", "40m"),
                quick(World.of("SloNotMeasured", "a route that does not exist"), 9, 9)
                        .requests("a", "/job", "200", "0+1x160")
                        .fires("20m", "service=\"api\",slo=\"jobs\"")
                        .fires("20m"),
                World.of("SloNotMeasured", "the histogram has not the bucket")
                        .target("a", "http_request_duration_seconds_count", QUICK_ROUTE, "0+9x160")
                        .target("a", "http_request_duration_seconds_bucket", QUICK_ROUTE + ",le=\"+Inf\"", "0+9x160")
                        .requests("a", "/jobs", "200", "0+1x160")
                        .fires("20m", "service=\"api\",slo=\"quick\"")
                        .fires("20m"),
                World.of("SloNotMeasured", "nothing is")
                        .requests("b", "/x", "200", "0+1x160")
                        .fires("20m", 2));
    }
}
