package io.obs.health;

/** Looks how one part of the service is. May block and may throw (that is DOWN); it is bounded from outside. */
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
