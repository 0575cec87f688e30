package io.obs.admin;

import io.obs.health.Health;
import io.obs.health.HealthCheck;
import io.obs.health.HealthResult;
import io.obs.health.HealthStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code /health}, {@code /health/live} and {@code /health/ready}: 200 while the service is of use, 503 when DOWN. */
final class HealthPages {

    private HealthPages() {}

    static List<AdminPage> of(Health health) {
        return List.of(
                new AdminPage("/health", true, request -> answer(health, HealthCheck.Kind.values())),
                new AdminPage("/health/live", true, request -> answer(health, HealthCheck.Kind.LIVENESS)),
                new AdminPage("/health/ready", true, request -> answer(health, HealthCheck.Kind.READINESS)));
    }

    private static AdminResponse answer(Health health, HealthCheck.Kind... kinds) {
        Map<String, Object> facts = facts(health, kinds);
        return AdminResponse.json(HealthStatus.DOWN.name().equals(facts.get("status")) ? 503 : 200, Json.of(facts));
    }

    /** The worst status of the checks of those kinds, and what each of them found. */
    static Map<String, Object> facts(Health health, HealthCheck.Kind... kinds) {
        HealthStatus worst = HealthStatus.HEALTHY;
        Map<String, Object> checks = new LinkedHashMap<>();
        for (HealthCheck.Kind kind : kinds) {
            for (Map.Entry<String, HealthResult> found : health.results(kind).entrySet()) {
                HealthResult result = found.getValue();
                worst = worst.worse(result.status());
                checks.put(found.getKey(), facts(kind, result));
            }
        }
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("status", worst.name());
        facts.put("checks", checks);
        return facts;
    }

    private static Map<String, Object> facts(HealthCheck.Kind kind, HealthResult result) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("status", result.status().name());
        facts.put("kind", kind.name().toLowerCase(java.util.Locale.ROOT));
        if (!result.detail().isEmpty()) {
            facts.put("detail", result.detail());
        }
        return facts;
    }
}
