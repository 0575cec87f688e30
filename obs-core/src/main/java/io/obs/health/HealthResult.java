package io.obs.health;

import java.util.Objects;

/**
 * What a health check found.
 *
 * @param status how the part is
 * @param detail one sentence for people, without secrets; may be empty
 */
public record HealthResult(HealthStatus status, String detail) {

    private static final HealthResult HEALTHY = new HealthResult(HealthStatus.HEALTHY, "");

    public HealthResult {
        Objects.requireNonNull(status, "status");
        Objects.requireNonNull(detail, "detail");
    }

    public static HealthResult healthy() {
        return HEALTHY;
    }

    public static HealthResult degraded(String detail) {
        return new HealthResult(HealthStatus.DEGRADED, detail);
    }

    public static HealthResult down(String detail) {
        return new HealthResult(HealthStatus.DOWN, detail);
    }
}
