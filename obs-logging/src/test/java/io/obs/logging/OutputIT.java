package io.obs.logging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Standard output blocked, closed and full, for real. */
class OutputIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String SMALL_QUEUE = "-Dobs.log.queue.lines=20000";

    @Test
    void shortMain_withoutInit_losesNoLine() throws IOException {
        try (ChildJvm child = ChildJvm.run("short").start()) {
            List<String> lines = child.readAll();

            assertThat(ChildJvm.messages(lines)).containsExactly("first", "last");
            assertThat(lines).allMatch(line -> line.contains("\"service\":\"unknown_service\""));
            assertThat(child.errors()).isEmpty();
        }
    }

    @Test
    void linesBeforeInit_takeTheServiceFromTheEnvironment() throws IOException {
        try (ChildJvm own =
                        ChildJvm.run("short").environment("OBS_SERVICE", "shop").start();
                ChildJvm standard = ChildJvm.run("short")
                        .environment("OTEL_SERVICE_NAME", "till")
                        .start()) {
            assertThat(own.readAll()).hasSize(2).allMatch(line -> line.contains("\"service\":\"shop\""));
            assertThat(standard.readAll()).hasSize(2).allMatch(line -> line.contains("\"service\":\"till\""));
        }
    }

    @Test
    void wrongSetting_beforeInit_isToleratedWithTheDefault() throws IOException {
        try (ChildJvm child =
                ChildJvm.run("short").environment("OBS_LOG_LEVEL", "loud").start()) {
            assertThat(ChildJvm.messages(child.readAll())).containsExactly("first", "last");
        }
    }

    @Test
    void init_appliesTheConfigurationToLivingLoggers() throws IOException {
        try (ChildJvm child = ChildJvm.run("init").start()) {
            List<String> lines = child.readAll();

            assertThat(ChildJvm.messages(lines))
                    .contains("before", "within shop", "after")
                    .doesNotContain("debug before");
            assertThat(lines)
                    .filteredOn(line -> line.contains("within shop"))
                    .allMatch(line -> line.contains("\"service\":\"shop\"") && !line.contains("\"thread\""));
        }
    }

    @Test
    void shutdownHooks_allTheirLinesComeOut() throws IOException {
        try (ChildJvm child = ChildJvm.run("hooks").start()) {
            List<String> messages = ChildJvm.messages(child.readAll());

            for (int i = 0; i < 20; i++) {
                String name = "hook " + i + " line ";
                assertThat(messages.stream().filter(message -> message.startsWith(name)))
                        .containsExactlyElementsOf(IntStream.range(0, 50)
                                .mapToObj(line -> name + line)
                                .toList());
            }
        }
    }

    @Test
    void blockedPipe_neitherStopsTheServiceNorLosesUncounted() throws IOException {
        try (ChildJvm child =
                ChildJvm.run("burst", "100000").option(SMALL_QUEUE).start()) {
            await().atMost(SOON).until(() -> child.errors().contains("logged=")); // nobody has read a byte

            child.say("f");
            int read = 0;
            BufferedReader lines = child.process().inputReader(StandardCharsets.UTF_8);
            String last = "";
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                assertThat(line).startsWith("{\"timestamp\":").endsWith("}");
                read++;
                last = line;
                if (line.contains("lines were lost")) {
                    child.say("e");
                }
            }

            assertThat(child.ended(20)).isTrue();
            assertThat(child.said("lost")).isGreaterThan(50_000);
            assertThat(child.said("written")).isEqualTo(read);
            assertThat(child.said("made")).isEqualTo(child.said("written") + child.said("lost"));
            assertThat(child.said("made")).isEqualTo(100_001 + 2); // "one more", and what was lost
            assertThat(last).contains("one more");
        }
    }

    @Test
    void blockedPipe_atSigterm_endsInTimeWithoutATornLine() throws IOException {
        try (ChildJvm child = ChildJvm.run("burst", "50000").option(SMALL_QUEUE).start()) {
            await().atMost(SOON).until(() -> child.errors().contains("logged="));

            child.process().toHandle().destroy(); // unlike Process.destroy it leaves the streams open

            assertThat(child.ended(10)).isTrue();
            String out = new String(child.process().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(out).endsWith("}\n");
            assertThat(child.errors()).contains("log lines were lost");
        }
    }

    @Test
    void blockedPipe_atSigterm_afterInit_endsInTime() throws IOException {
        try (ChildJvm child =
                ChildJvm.run("burst-init", "50000").option(SMALL_QUEUE).start()) {
            await().atMost(SOON).until(() -> child.errors().contains("logged="));

            child.process().toHandle().destroy();

            assertThat(child.ended(10)).isTrue();
            assertThat(child.errors()).contains("log lines were lost");
        }
    }

    @Test
    void closedPipe_neitherStopsTheServiceNorItsEnd() throws IOException {
        try (ChildJvm child = ChildJvm.run("burst", "50000").option(SMALL_QUEUE).start()) {
            child.process().getInputStream().close();
            await().atMost(SOON).until(() -> child.errors().contains("logged="));

            child.say("e");

            assertThat(child.ended(20)).isTrue();
            assertThat(child.process().exitValue()).isZero();
            assertThat(child.said("lost") + child.said("written") + child.said("queued"))
                    .isEqualTo(child.said("made"));
            assertThat(child.errors()).contains("write_failed");
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void fullDisk_neitherStopsTheServiceNorItsEnd() throws IOException {
        try (ChildJvm child = ChildJvm.run("burst", "50000")
                .option(SMALL_QUEUE)
                .outputTo(new File("/dev/full"))
                .start()) {
            await().atMost(SOON).until(() -> child.errors().contains("logged="));

            child.say("e");

            assertThat(child.ended(20)).isTrue();
            assertThat(child.process().exitValue()).isZero();
            assertThat(child.said("written")).isZero();
            assertThat(child.said("lost") + child.said("queued")).isEqualTo(child.said("made"));
            assertThat(child.errors()).contains("write_failed");
        }
    }

    @Test
    void healthyPipe_takesTenThousandLinesASecondWithoutLoss() throws IOException {
        try (ChildJvm child = ChildJvm.run("burst", "60000").start()) {
            child.say("e");
            List<String> lines = child.readAll();

            assertThat(lines).hasSize(60_002);
            assertThat(child.said("lost")).isZero();
        }
    }

    @Test
    void withoutLogback_theRoomIsLeftOut() throws IOException {
        try (ChildJvm child = ChildJvm.run("room").without("logback-").start()) {
            assertThat(child.ended(30)).isTrue();
            assertThat(child.process().exitValue()).as(child.errors()).isZero();
            assertThat(child.said("wired")).isPositive();
        }
    }
}
