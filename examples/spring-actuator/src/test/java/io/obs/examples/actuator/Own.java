package io.obs.examples.actuator;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.concurrent.CountDownLatch;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What a service may have of its own: an observation, health indicators. */
@TestConfiguration(proxyBeanMethods = false)
@RestController
class Own {

    /** Whoever waits for it hangs, until it is counted down. */
    static volatile CountDownLatch answered = new CountDownLatch(0);

    private final ObservationRegistry observations;

    Own(ObservationRegistry observations) {
        this.observations = observations;
    }

    @GetMapping("/brewed")
    String brew() {
        return Observation.createNotStarted("brewing", observations).observe(() -> "tea");
    }

    @Bean
    HealthIndicator stock() {
        return () ->
                Health.outOfService().withDetail("jdbc", "password=hunter2").build();
    }

    @Bean
    HealthIndicator supplier() {
        return () -> {
            try {
                answered.await();
                return Health.up().build();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Health.down(e).build();
            }
        };
    }
}
