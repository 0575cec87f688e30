package io.obs.health;

/** How a service, or a part of it, is; worse ones have higher codes. */
public enum HealthStatus {
    HEALTHY(0),
    DEGRADED(1),
    DOWN(2);

    private final int code;

    HealthStatus(int code) {
        this.code = code;
    }

    /** The value of {@code service_health}. */
    public int code() {
        return code;
    }

    /** The worse of the two. */
    public HealthStatus worse(HealthStatus other) {
        return code >= other.code ? this : other;
    }
}
