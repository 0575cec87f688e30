package io.obs.examples.actuator;

import static org.assertj.core.api.Assertions.assertThat;

import io.obs.collector.OtlpReceiver;
import io.obs.health.HealthCheck.Kind;
import io.obs.health.HealthResult;
import java.net.http.HttpResponse;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** obs's health in the actuator's, and the actuator's in obs's. */
class HealthIT {

    static OtlpReceiver collector;

    @BeforeAll
    static void collect() {
        collector = OtlpReceiver.start();
    }

    @AfterAll
    static void stop() {
        collector.close();
    }

    private static Service start(String... arguments) {
        return new Service(collector, arguments);
    }

    @Test
    void actuator_showsObssChecks() throws Exception {
        try (Service service = start()) {
            service.obs().health().register("printer", Kind.READINESS, () -> HealthResult.degraded("paper is low"));
            String health = service.get("/actuator/health").body();
            assertThat(health)
                    .contains("\"obs\":{\"details\":{\"printer\":{")
                    .contains("\"detail\":\"paper is low\"", "\"status\":\"DEGRADED\"");
            assertThat(service.get("/actuator/health/obs").statusCode()).isEqualTo(200);

            service.obs().health().register("oven", Kind.LIVENESS, () -> HealthResult.down("it is cold"));
            HttpResponse<String> part = service.get("/actuator/health/obs");
            assertThat(part.statusCode()).isEqualTo(503);
            assertThat(part.body())
                    .contains("\"oven\"", "\"detail\":\"it is cold\"")
                    .doesNotContain("boot/");
        }
    }

    @Test
    void obs_showsTheServicesIndicatorsWithoutTheirDetails() throws Exception {
        try (Service service = start()) {
            HttpResponse<String> health = service.admin("/health/ready");
            assertThat(health.statusCode()).isEqualTo(503);
            assertThat(health.body())
                    .contains(
                            "\"boot/stock\":{\"status\":\"DOWN\",\"kind\":\"readiness\",\"detail\":\"OUT_OF_SERVICE\"}",
                            "\"boot/ping\":{\"status\":\"HEALTHY\",\"kind\":\"readiness\"}",
                            "\"boot/supplier\":{\"status\":\"HEALTHY\"")
                    .doesNotContain("hunter2", "boot/obs", "livenessState");
            assertThat(service.admin("/health/live").body())
                    .contains("\"boot/livenessState\":{\"status\":\"HEALTHY\",\"kind\":\"liveness\"}");
            assertThat(service.admin("/metrics").body()).contains("service_health{service=\"relay\"} 2.0");
        }
    }

    @Test
    void indicatorThatHangs_holdsUpNeitherSide() throws Exception {
        Own.answered = new CountDownLatch(1);
        try (Service service = start("--obs.health.timeout=100ms")) {
            assertThat(service.admin("/health").body())
                    .contains(
                            "\"boot/supplier\":{\"status\":\"DOWN\",\"kind\":\"readiness\",\"detail\":\"timed out after 100ms\"}");
            assertThat(service.get("/actuator/health/obs").body()).contains("\"status\":\"UP\"");
        } finally {
            Own.answered.countDown();
        }
    }

    @Test
    void partOfObs_isLeftOutForWhoAsks() throws Exception {
        try (Service service = start("--management.health.obs.enabled=false")) {
            assertThat(service.get("/actuator/health/obs").statusCode()).isEqualTo(404);
            assertThat(service.admin("/health").body()).contains("boot/ping");
        }
    }
}
