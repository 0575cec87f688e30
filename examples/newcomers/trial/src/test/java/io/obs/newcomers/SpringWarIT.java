package io.obs.newcomers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.obs.testkit.LogLine;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A Boot service that a container deploys: it is Spring that decides on obs there, not the container. */
class SpringWarIT {

    private static final String STARTED = "obs started for shop";

    @TempDir
    Path directory;

    /** @param settings lines of an application.properties */
    private Service deploy(Newcomer newcomer, String path, String... settings) throws IOException {
        Path properties = Files.write(directory.resolve("application.properties"), List.of(settings));
        return Service.start(
                newcomer,
                directory,
                Map.of("SPRING_CONFIG_ADDITIONAL_LOCATION", properties.toUri().toString()),
                List.of("-D" + OnTomcat.PATH + "=" + path));
    }

    @Test
    void obs_startsOnceWithSpringsSettings() throws Exception {
        try (Service service = deploy(Newcomer.SPRING_WAR_ON_TOMCAT, "/web", "obs.http.probes=/web/api/v1/jobs/7")) {
            assertThat(service.scrape()
                            .value("http_requests_total", "endpoint", "/web/api/v1/jobs/{id}", "status", "200"))
                    .as(service.log())
                    .hasValue(0);
            assertThat(service.send("GET", "/web/api/v1/jobs/7").body()).isEqualTo("job 7 is done");
            assertThat(service.send("POST", "/web/api/v1/jobs").body()).isEqualTo("job 42");

            assertThat(service.accessLines(1))
                    .extracting(LogLine::message)
                    .containsExactly("POST /web/api/v1/jobs 201");
            assertThat(service.log().lines().filter(line -> line.contains(STARTED)))
                    .hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"SPRING_WAR_ON_JETTY", "SPRING_WAR_ON_TOMCAT"})
    void switchedOff_thereIsNothingOfObs(Newcomer newcomer) throws Exception {
        try (Service service = deploy(newcomer, "", "obs.enabled=false")) {
            HttpResponse<String> created = service.send("POST", "/api/v1/jobs");
            assertThat(created.statusCode()).as(service.log()).isEqualTo(201);
            assertThat(created.headers().map()).doesNotContainKeys("X-Trace-ID", "X-Request-ID");
            assertThat(service.log())
                    .contains("a job is created", ":: Spring Boot ::")
                    .doesNotContain("obs started", "obs.access");
            assertThat(service.hasAdmin()).isFalse();
        }
    }

    @Test
    void undeployed_obsIsClosed() throws Exception {
        try (Service service = deploy(Newcomer.SPRING_WAR_ON_TOMCAT, "")) {
            assertThat(service.hasAdmin()).as(service.log()).isTrue();
            service.tell(OnTomcat.UNDEPLOY);
            await().atMost(Duration.ofMinutes(1))
                    .untilAsserted(() -> assertThat(service.log()).contains("obs closed; nothing was lost"));
            await().atMost(Duration.ofMinutes(1)).until(() -> !service.hasAdmin());
        }
    }
}
