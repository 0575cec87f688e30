package io.obs.metrics;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.NamingConvention;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.obs.pipeline.Failures;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the catalogue's families into the Prometheus registry behind Micrometer's, for whoever scrapes that one
 * ({@code /actuator/prometheus}), and takes them out at close.
 *
 * <p>Where a meter of the service's own has the same name, theirs is shown there, as it would be without obs, and the
 * catalogue's on obs's own page.
 */
final class RegistryBinding implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger("obs.metrics");
    private static final long NAMES_KEPT_NANOS = TimeUnit.SECONDS.toNanos(1);

    private record Names(Set<String> taken, long madeNanos) {}

    private final PrometheusMeterRegistry registry;
    private final FamilyReader reader;
    private final Failures failures;
    private final List<CatalogueCollector> registered = new CopyOnWriteArrayList<>();
    private volatile Names names = new Names(Set.of(), System.nanoTime() - 2 * NAMES_KEPT_NANOS);
    private volatile boolean closed;

    RegistryBinding(PrometheusMeterRegistry registry, FamilyReader reader, Failures failures) {
        this.registry = registry;
        this.reader = reader;
        this.failures = failures;
    }

    void add(MetricFamily family) {
        if (closed) {
            return;
        }
        CatalogueCollector collector = new CatalogueCollector(family, this::isShadowed, reader);
        try {
            registry.getPrometheusRegistry().register(collector);
            registered.add(collector);
        } catch (IllegalArgumentException | IllegalStateException e) {
            LOG.warn(
                    "obs: {} is only on obs's own page; the service's registry has a collector of that name ({})",
                    family.text().spec().name(),
                    e.getMessage());
        } catch (Throwable e) {
            failures.caught("metric", e);
        }
    }

    private boolean isShadowed(MetricFamily family) {
        Set<String> taken = taken();
        return MetricNames.of(family.text()).stream().anyMatch(taken::contains);
    }

    /** The names that the service's own meters take in that registry. */
    private Set<String> taken() {
        Names known = names;
        long now = System.nanoTime();
        if (now - known.madeNanos() < NAMES_KEPT_NANOS) {
            return known.taken();
        }
        Set<String> taken = new HashSet<>();
        NamingConvention convention = registry.config().namingConvention();
        for (Meter meter : registry.getMeters()) {
            String name = meter.getId().getConventionName(convention);
            taken.add(name);
            switch (meter.getId().getType()) {
                case TIMER, LONG_TASK_TIMER, DISTRIBUTION_SUMMARY ->
                    taken.addAll(Set.of(name + "_count", name + "_sum", name + "_max", name + "_bucket"));
                default -> {}
            }
        }
        names = new Names(taken, now);
        return taken;
    }

    @Override
    public void close() {
        closed = true;
        for (CatalogueCollector collector : registered) {
            registry.getPrometheusRegistry().unregister(collector);
        }
        registered.clear();
    }
}
