package io.obs.health;

import io.obs.pipeline.Clock;
import io.obs.pipeline.Failures;
import io.obs.pipeline.Meters.Registration;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

final class HealthChecks implements Health {

    private record Entry(HealthCheck.Kind kind, HealthCheck check) {}

    private final Map<String, Entry> checks = new ConcurrentHashMap<>();
    private final Failures failures;

    HealthChecks(Clock clock, Failures failures, Duration timeout, Duration cache) {
        this.failures = failures;
    }

    @Override
    public Registration register(String name, HealthCheck.Kind kind, HealthCheck check) {
        Entry entry = new Entry(kind, check);
        checks.put(name, entry);
        return () -> checks.remove(name, entry);
    }

    @Override
    public HealthStatus status(HealthCheck.Kind kind) {
        return results(kind).values().stream()
                .map(HealthResult::status)
                .reduce(HealthStatus.HEALTHY, HealthStatus::worse);
    }

    @Override
    public HealthStatus status() {
        return status(HealthCheck.Kind.READINESS).worse(status(HealthCheck.Kind.LIVENESS));
    }

    @Override
    public Map<String, HealthResult> results(HealthCheck.Kind kind) {
        Map<String, HealthResult> results = new LinkedHashMap<>();
        checks.forEach((name, entry) -> {
            if (entry.kind() == kind) {
                try {
                    results.put(name, entry.check().check());
                } catch (Throwable e) {
                    failures.caught("health", e);
                    results.put(name, HealthResult.down(e.getClass().getSimpleName()));
                }
            }
        });
        return results;
    }

    @Override
    public void close() {
        checks.clear();
    }
}
