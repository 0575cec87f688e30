package io.obs.health;

import io.obs.pipeline.Clock;
import io.obs.pipeline.Failures;
import io.obs.pipeline.Meters.Registration;
import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;

/**
 * The health of the service: what its checks add up to, readiness and liveness apart. Thread-safe; asking never throws
 * and takes no longer than the check's timeout.
 */
public interface Health extends AutoCloseable {

    /** Adds a check; a second one of that name replaces the first. */
    Registration register(String name, HealthCheck.Kind kind, HealthCheck check);

    /** The worst of all checks of that kind; HEALTHY without any. */
    HealthStatus status(HealthCheck.Kind kind);

    /** The worst of all checks: what {@code service_health} shows. */
    HealthStatus status();

    /** What each check of that kind found, at most {@code obs.health.cache} ago, in the order of their names. */
    Map<String, HealthResult> results(HealthCheck.Kind kind);

    /** What each check found whose name is wanted, of either kind, as old and in the order as above; no other is run. */
    Map<String, HealthResult> results(Predicate<String> names);

    /** Forgets the checks and ends the threads they run on; HEALTHY from then on. */
    @Override
    void close();

    /**
     * @param timeout how long one check may take before it counts as DOWN
     * @param cache how long a result is used again
     */
    static Health create(Clock clock, Failures failures, Duration timeout, Duration cache) {
        return new HealthChecks(clock, failures, timeout, cache);
    }
}
