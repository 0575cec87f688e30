package io.obs.spring.health;

import io.obs.health.Health;
import io.obs.health.HealthResult;
import io.obs.health.HealthStatus;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * What obs's own checks found, as one part of the actuator's health; not those that come from the actuator. DEGRADED is
 * UP there, because the service is of use, and is told in the details.
 */
final class ObsHealth implements HealthIndicator {

    private final Health health;

    ObsHealth(Health health) {
        this.health = health;
    }

    @Override
    public org.springframework.boot.health.contributor.Health health() {
        Map<String, HealthResult> results = health.results(name -> !BootHealth.isFromThere(name));
        boolean down = results.values().stream().anyMatch(result -> result.status() == HealthStatus.DOWN);
        return org.springframework.boot.health.contributor.Health.status(down ? Status.DOWN : Status.UP)
                .withDetails(details(results))
                .build();
    }

    private static Map<String, Object> details(Map<String, HealthResult> results) {
        Map<String, Object> details = new LinkedHashMap<>();
        results.forEach((name, result) -> details.put(
                name,
                result.detail().isEmpty()
                        ? Map.of("status", result.status().name())
                        : Map.of("status", result.status().name(), "detail", result.detail())));
        return details;
    }
}
