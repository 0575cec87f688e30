package io.obs.spring.health;

import io.obs.health.Health;
import io.obs.health.HealthCheck;
import io.obs.health.HealthResult;
import io.obs.pipeline.Meters.Registration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.boot.health.registry.ReactiveHealthContributorRegistry;

/**
 * Makes a check of obs of each of the service's health indicators, {@code boot/NAME}: with obs's time limit, and never
 * of obs's own, which would ask itself. {@code livenessState} belongs to liveness, the others to readiness.
 */
final class BootHealth implements SmartInitializingSingleton, DisposableBean {

    private static final String PREFIX = "boot/";
    private static final String LIVENESS = "livenessState";

    private final Health health;
    private final HealthContributorRegistry blocking;
    private final ObjectProvider<ReactiveHealthContributorRegistry> reactive;
    private final List<Registration> registrations = new ArrayList<>();

    BootHealth(
            Health health,
            HealthContributorRegistry blocking,
            ObjectProvider<ReactiveHealthContributorRegistry> reactive) {
        this.health = health;
        this.blocking = blocking;
        this.reactive = reactive;
    }

    /** Whether the check is one of these. */
    static boolean isFromThere(String check) {
        return check.startsWith(PREFIX);
    }

    @Override
    public void afterSingletonsInstantiated() {
        Set<String> seen = new HashSet<>();
        blocking.stream().forEach(entry -> {
            seen.add(entry.name());
            register(entry.name(), entry.contributor());
        });
        reactive.ifAvailable(registry -> registry.stream()
                .filter(entry -> !seen.contains(entry.name()))
                .forEach(entry -> register(entry.name(), entry.contributor().asHealthContributor())));
    }

    private void register(String name, HealthContributor contributor) {
        if (contributor instanceof CompositeHealthContributor several) {
            several.stream().forEach(entry -> register(name + "/" + entry.name(), entry.contributor()));
        } else if (contributor instanceof HealthIndicator indicator && !(contributor instanceof ObsHealth)) {
            HealthCheck.Kind kind = name.equals(LIVENESS) ? HealthCheck.Kind.LIVENESS : HealthCheck.Kind.READINESS;
            registrations.add(health.register(PREFIX + name, kind, () -> result(indicator)));
        }
    }

    /** Without details, which may hold secrets; a status that Boot doesn't know is worth a look. */
    private static HealthResult result(HealthIndicator indicator) {
        org.springframework.boot.health.contributor.Health found = indicator.health(false);
        if (found == null) {
            return HealthResult.down("the indicator answered nothing");
        }
        Status status = found.getStatus();
        if (status.equals(Status.UP)) {
            return HealthResult.healthy();
        }
        if (status.equals(Status.UNKNOWN)) {
            return new HealthResult(io.obs.health.HealthStatus.HEALTHY, status.getCode());
        }
        return status.equals(Status.DOWN) || status.equals(Status.OUT_OF_SERVICE)
                ? HealthResult.down(status.getCode())
                : HealthResult.degraded(status.getCode());
    }

    @Override
    public void destroy() {
        registrations.forEach(Registration::remove);
    }
}
