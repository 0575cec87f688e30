package io.obs.ops.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.obs.ops.Tool;
import io.obs.ops.cli.GeneratedFile;
import io.obs.ops.settings.Settings;
import io.obs.ops.yaml.YamlText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules as Prometheus evaluates them: every alert, where it shall fire and where it shall not. Skipped without promtool. */
class RulesIT {

    private static final List<String> OURS = List.of("rules/obs-recording.yml", "rules/obs-alerts.yml");
    private static final List<String> GROUPS = List.of("obs-http", "obs-targets", "obs-parts", "obs-alerts");

    @TempDir
    static Path directory;

    @BeforeAll
    static void write() throws IOException {
        Tool.needed("promtool");
        write(directory, Settings.defaults());
    }

    private static void write(Path to, Settings settings) throws IOException {
        for (GeneratedFile file : RulesCommand.files(settings)) {
            Path target = to.resolve(file.path());
            Files.createDirectories(target.getParent());
            Files.writeString(target, file.text());
        }
    }

    static Stream<World> worlds() {
        return Stream.of(RequestWorlds.all(), HealthWorlds.all(), PartWorlds.all(), MachineWorlds.all())
                .flatMap(worlds -> worlds);
    }

    @Test
    void rules_areValid() throws Exception {
        Tool check = Tool.run(
                "promtool",
                "check",
                "rules",
                directory.resolve("rules/obs-recording.yml").toString(),
                directory.resolve("rules/obs-alerts.yml").toString());

        assertThat(check.code()).as(check.said()).isZero();
        assertThat(check.said()).contains("13 rules found").contains("SUCCESS");
    }

    @ParameterizedTest
    @MethodSource("alerts")
    void alert_firesWhereItShall(String alert) throws Exception {
        Tool test = test(of(alert), OURS, GROUPS);

        assertThat(test.code()).as(test.said()).isZero();
    }

    @Test
    void everyAlert_hasWorldsWhereItFiresAndWhereItDoesNot() {
        assertThat(alerts())
                .allSatisfy(alert -> assertThat(of(alert))
                        .as(alert)
                        .hasSizeGreaterThan(2)
                        .anyMatch(World::isSeenFiring)
                        .anyMatch(world -> !world.isSeenFiring()));
        assertThat(worlds()).hasSizeGreaterThan(105);
    }

    /** Valid rules that look right are wrong in these worlds: they are worth something. */
    @ParameterizedTest
    @ValueSource(strings = {"HighErrorRate", "HighLatency", "CircuitBreakerOpen", "QueueBacklog"})
    void naiveRule_failsInTheSameWorlds(String alert) throws Exception {
        String naive =
                Path.of("src/test/resources/rules/naive.yml").toAbsolutePath().toString();
        assertThat(Tool.run("promtool", "check", "rules", naive).code()).isZero();

        Tool test = test(of(alert), List.of(naive), List.of("naive"));

        assertThat(test.code()).isEqualTo(1);
        assertThat(test.said()).contains("FAILED").contains(alert);
    }

    @Test
    void rulesOfNamedServices_findThoseThatNeverAnswered() throws Exception {
        World worlds = World.of("ServiceDown", "api is well, worker was never there, an unnamed one is down")
                .replica("api", "a", "1x160", "0x160")
                .replica("other", "o", "1x20 0x140", "0x20 stale")
                .fires("7m", "service=\"worker\"")
                .fires("7m");
        World silent = World.of("ServiceDown", "no target of the job has ever answered")
                .target("b", "up", "", "0x160")
                .target("c", "up", "", "0x160")
                .fires("7m", "service=\"obs\"")
                .fires("7m", 3);
        World one = World.of("ServiceDown", "a new replica never answers, the others do")
                .replica("api", "a", "1x160", "0x160")
                .replica("worker", "w", "1x160", "0x160")
                .target("b", "up", "", "_x20 0x140")
                .quiet("7m", "12m", "35m");
        World replica = World.of("ReplicaDown", "a new replica never answers, the others do")
                .replica("api", "a", "1x160", "0x160")
                .replica("worker", "w", "1x160", "0x160")
                .target("b", "up", "", "_x20 0x140")
                .quiet("9m")
                .fires("12m", "service=\"obs\",instance=\"b\"")
                .fires("12m");

        assertHoldsNamed(worlds, silent, one, replica);
    }

    @Test
    void rulesOfNamedServices_areSilentOfTheHeapOfOthers() throws Exception {
        World others = World.of("HighMemoryUsage", "the heap of one that is not named is full")
                .replica("api", "a", "1x160", "0x160")
                .target("a", "jvm_heap_used_bytes", "service=\"api\"", "85x160")
                .target("a", "jvm_heap_max_bytes", "service=\"api\"", "100x160")
                .replica("other", "o", "1x160", "0x160")
                .target("o", "jvm_heap_used_bytes", "service=\"other\"", "95x160")
                .target("o", "jvm_heap_max_bytes", "service=\"other\"", "100x160")
                .quiet("7m", "30m");
        World own = World.of("HighMemoryUsage", "the heap of one that is named is full, its label not honoured")
                .target("a", "up", "service=\"kube\"", "1x160")
                .target("a", "service_info", "service=\"kube\",exported_service=\"api\",version=\"1\"", "1x160")
                .target("a", "jvm_heap_used_bytes", "service=\"kube\",exported_service=\"api\"", "95x160")
                .target("a", "jvm_heap_max_bytes", "service=\"kube\",exported_service=\"api\"", "100x160")
                .fires("7m", "service=\"api\"");

        assertHoldsNamed(others, own);
    }

    private static void assertHoldsNamed(World... worlds) throws Exception {
        Settings named = new Settings(
                List.of("api", "worker"),
                List.of("obs"),
                List.of("prod"),
                List.of("namespace"),
                Settings.defaults().thresholds(),
                Settings.defaults().buckets(),
                "https://grafana",
                "https://runbooks");
        write(directory.resolve("named"), named);

        Tool test =
                test(List.of(worlds), List.of("named/rules/obs-recording.yml", "named/rules/obs-alerts.yml"), GROUPS);

        assertThat(test.code()).as(test.said()).isZero();
    }

    static Tool test(List<World> worlds, List<String> rules, List<String> groups)
            throws IOException, InterruptedException {
        Path file = Files.createTempFile(directory, "worlds", ".yml");
        Files.writeString(file, YamlText.of(World.file(worlds, rules, groups)));
        return Tool.run("promtool", "test", "rules", file.toString());
    }

    private static List<World> of(String alert) {
        return worlds().filter(world -> world.alert().equals(alert)).toList();
    }

    static Stream<String> alerts() {
        return Alerts.names();
    }
}
