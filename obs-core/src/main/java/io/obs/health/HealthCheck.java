package io.obs.health;

/**
 * Looks how one part of the service is.
 *
 * <p>May block and may throw (that is DOWN): it runs on a thread of obs, is given {@code obs.health.timeout} (default 1
 * s), and its result is used again for {@code obs.health.cache} (default 1 s). Never called by two threads at once; while
 * a call hangs it is not called again.
 *
 * <pre>{@code
 * obs.health().register("db", HealthCheck.Kind.READINESS, () -> {
 *     try (Connection connection = pool.getConnection()) {
 *         return connection.isValid(1) ? HealthResult.healthy() : HealthResult.down("connection is not valid");
 *     }
 * });
 * }</pre>
 */
@FunctionalInterface
public interface HealthCheck {

    HealthResult check() throws Exception;

    /** Which probe a check belongs to. */
    enum Kind {
        /** Whether the service can take requests now; a failure takes it out of the load balancer. */
        READINESS,
        /** Whether the process is beyond repair; a failure gets it restarted. */
        LIVENESS
    }
}
