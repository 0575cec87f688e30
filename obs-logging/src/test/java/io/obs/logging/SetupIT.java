package io.obs.logging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Services with a logback.xml of their own, and with none. */
class SetupIT {

    @TempDir
    Path directory;

    @Test
    void include_givesTheAppenderObs() throws IOException {
        configuration("""
                <configuration>
                  <include resource="io/obs/logging/base.xml"/>
                  <root level="WARN"><appender-ref ref="OBS"/></root>
                </configuration>
                """);

        List<String> lines = run(ChildJvm.run("short"));

        assertThat(ChildJvm.messages(lines)).containsExactly("last");
        assertThat(lines).allMatch(line -> line.startsWith("{\"timestamp\":"));
    }

    @Test
    void include_withLevelsOfObs_takesThose() throws IOException {
        configuration("""
                <configuration>
                  <include resource="io/obs/logging/base.xml"/>
                  <root level="WARN"><appender-ref ref="OBS"/></root>
                </configuration>
                """);

        List<String> lines = run(ChildJvm.run("init"));

        assertThat(ChildJvm.messages(lines)).contains("within shop").doesNotContain("before");
    }

    @Test
    void encoder_worksInLogbacksConsoleAppender_behindItsAsyncAppender() throws IOException {
        configuration("""
                <configuration>
                  <shutdownHook class="ch.qos.logback.core.hook.DefaultShutdownHook"/>
                  <appender name="CONSOLE" class="ch.qos.logback.core.ConsoleAppender">
                    <target>System.err</target>
                    <encoder class="io.obs.logging.ObsEncoder">
                      <fields class="io.obs.logging.BuildFields"/>
                    </encoder>
                  </appender>
                  <appender name="ASYNC" class="ch.qos.logback.classic.AsyncAppender">
                    <maxFlushTime>20000</maxFlushTime>
                    <appender-ref ref="CONSOLE"/>
                  </appender>
                  <root level="INFO"><appender-ref ref="ASYNC"/></root>
                </configuration>
                """);

        try (ChildJvm child = ChildJvm.run("short")
                .classPathFirst(directory)
                .environment("OBS_SERVICE", "shop")
                .start()) {
            assertThat(child.readAll()).isEmpty();
            assertThat(child.ended(20)).isTrue();
            assertThat(child.errors().lines())
                    .hasSize(2)
                    .allMatch(line -> line.contains("\"service\":\"shop\"") && line.contains("\"build\":\"42\""));
        }
    }

    @Test
    void lineBeforeInit_leavesScopesWatched() throws IOException {
        List<String> messages = ChildJvm.messages(run(ChildJvm.run("leak")));

        assertThat(messages)
                .startsWith("before")
                .anyMatch(message -> message.startsWith("scope opened at ")
                        && message.endsWith("in thread main is still open as obs closes"))
                .noneMatch(message -> message.contains("warnings of scopes"));
    }

    @Test
    void ownConfigurationWithoutObs_isLeftAlone() throws IOException {
        configuration("""
                <configuration>
                  <appender name="PLAIN" class="ch.qos.logback.core.ConsoleAppender">
                    <target>System.err</target>
                    <encoder><pattern>PLAIN %level %message%n</pattern></encoder>
                  </appender>
                  <root level="INFO"><appender-ref ref="PLAIN"/></root>
                </configuration>
                """);

        try (ChildJvm child = ChildJvm.run("short").classPathFirst(directory).start()) {
            assertThat(child.readAll()).isEmpty();
            assertThat(child.ended(20)).isTrue();
            assertThat(child.errors().lines()).containsExactly("PLAIN INFO first", "PLAIN WARN last");
        }
    }

    @Test
    void levels_canBeSetFromOutside() throws IOException {
        List<String> lines = run(
                ChildJvm.run("short").environment("OBS_LOG_LEVEL", "error").option("-Dobs.log.levels=com.acme=debug"));

        assertThat(ChildJvm.messages(lines)).containsExactly("not shown", "first", "last");
    }

    @Test
    void console_whenAskedFor() throws IOException {
        List<String> lines = run(ChildJvm.run("short").environment("OBS_LOG_FORMAT", "console"));

        assertThat(lines)
                .hasSize(2)
                .allMatch(line -> line.matches("\\d\\d:\\d\\d:\\d\\d\\.\\d{3} (INFO |WARN ) com\\.acme\\.Shop .*"));
    }

    private void configuration(String xml) throws IOException {
        Files.writeString(directory.resolve("logback.xml"), xml);
    }

    private List<String> run(ChildJvm.Builder program) throws IOException {
        try (ChildJvm child = program.classPathFirst(directory).start()) {
            List<String> lines = child.readAll();
            assertThat(child.errors()).isEmpty();
            return lines;
        }
    }
}
