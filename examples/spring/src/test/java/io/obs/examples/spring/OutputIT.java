package io.obs.examples.spring;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who writes a Boot service's lines, and what is left of obs where it is switched off. */
class OutputIT {

    private static final String BANNER = ":: Spring Boot ::";

    private static final String LOGBACK = """
            <configuration>
              <springProperty name="application" source="spring.application.name"/>
              <appender name="LINES" class="ch.qos.logback.core.ConsoleAppender">
                %s
              </appender>
              <root level="INFO"><appender-ref ref="LINES"/></root>
            </configuration>
            """;

    @TempDir
    Path directory;

    private Greeter start(String... arguments) throws IOException {
        return new Greeter(directory, Map.of(), arguments);
    }

    private void logback(String encoder) throws IOException {
        Path classes = Files.createDirectory(directory.resolve("classes"));
        Files.writeString(classes.resolve("logback-spring.xml"), LOGBACK.formatted(encoder));
    }

    private static String trace(HttpResponse<String> answer) {
        return answer.headers().firstValue("X-Trace-ID").orElseThrow();
    }

    private static List<String> logged(Greeter service) throws IOException {
        return service.lines().stream()
                .dropWhile(line -> !line.contains(BANNER))
                .skip(2)
                .toList();
    }

    @Test
    void ownLogbackWithObssEncoder_writesObssLinesOfTheService() throws Exception {
        logback("<encoder class=\"io.obs.logging.ObsEncoder\"/>");
        try (Greeter service = start()) {
            String trace = trace(service.get("/greetings/ada"));

            await().atMost(ofSeconds(30))
                    .untilAsserted(() -> assertThat(logged(service))
                            .allSatisfy(line -> assertThat(line)
                                    .startsWith("{\"timestamp\":\"")
                                    .contains("\"service\":\"greetings\""))
                            .anySatisfy(line -> assertThat(line)
                                    .contains("\"trace_id\":\"" + trace, "\"message\":\"ada wants to be greeted\""))
                            .anySatisfy(line -> assertThat(line)
                                    .contains("\"trace_id\":\"" + trace, "\"logger\":\"obs.access\"", "\"status\":200"))
                            .anySatisfy(line -> assertThat(line)
                                    .contains("obs started for greetings", "logs: the service's own logback")));
        }
    }

    @Test
    void ownLogbackWithoutObs_isLeftAsItIs() throws Exception {
        logback("<encoder><pattern>${application} %level %logger{0} [%X{trace_id}] %msg%n</pattern></encoder>");
        try (Greeter service = start("--obs.log.mdc=true")) {
            String trace = trace(service.get("/greetings/ada"));

            await().atMost(ofSeconds(30))
                    .untilAsserted(() -> assertThat(logged(service))
                            .allSatisfy(line -> assertThat(line).startsWith("greetings "))
                            .contains(
                                    "greetings INFO Greetings [" + trace + "] ada wants to be greeted",
                                    "greetings INFO access [" + trace + "] GET /greetings/{name} 200"));
        }
    }

    @Test
    void bannerThatIsAskedFor_isPrinted() throws Exception {
        try (Greeter service = start("--spring.main.banner-mode=console")) {
            service.get("/greetings/ada");

            assertThat(logged(service))
                    .isNotEmpty()
                    .allSatisfy(line -> assertThat(line).startsWith("{\"timestamp\":\""));
        }
    }

    @Test
    void bannerThatIsAskedForAsALine_isALine() throws Exception {
        try (Greeter service = start("--spring.main.banner-mode=log")) {
            service.get("/greetings/ada");

            assertThat(service.lines())
                    .allSatisfy(line -> assertThat(line).startsWith("{\"timestamp\":\""))
                    .filteredOn(line -> line.contains(BANNER))
                    .hasSize(1);
        }
    }

    @Test
    void switchedOff_nothingIsLeftOfObs() throws Exception {
        try (Greeter service = start()) {
            service.get("/greetings/ada");
            assertThat(service.threads()).anyMatch(OutputIT::isObss); // else the next would find none either
        }
        try (Greeter service = start("--obs.enabled=false")) {
            HttpResponse<String> answer = service.get("/greetings/ada");

            assertThat(answer.body()).isEqualTo("Hello, ada");
            assertThat(answer.headers().map()).doesNotContainKeys("X-Trace-ID", "X-Request-ID");
            assertThat(service.threads()).isNotEmpty().noneMatch(OutputIT::isObss);
            await().atMost(ofSeconds(30))
                    .untilAsserted(() -> assertThat(service.lines())
                            .anyMatch(line -> line.endsWith(": ada wants to be greeted"))
                            .anyMatch(line -> line.contains(BANNER))
                            .noneMatch(line -> line.startsWith("{"))
                            .noneMatch(line -> line.contains("obs started") || line.contains("obs.access")));
        }
    }

    private static boolean isObss(String thread) {
        return thread.startsWith("obs-");
    }
}
