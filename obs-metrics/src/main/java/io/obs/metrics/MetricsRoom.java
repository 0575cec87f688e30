package io.obs.metrics;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.obs.admin.AdminPage;
import io.obs.catalog.Catalog;
import io.obs.config.ConfigKey;
import io.obs.config.CoreKeys;
import io.obs.config.ObservabilityConfig;
import io.obs.metrics.probe.SyntheticProbe;
import io.obs.pipeline.Operation;
import io.obs.pipeline.OperationListener;
import io.obs.pipeline.Signal;
import io.obs.pipeline.Unheard;
import io.obs.slo.Slos;
import io.obs.spi.Room;
import io.obs.spi.Wiring;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The metrics room: keeps the catalogue's families, guards how many series they have, and answers scrapes at
 * {@code /metrics} of the admin endpoint.
 *
 * <p>Found by itself where obs-metrics is on the class path. The registry is one of its own, or the service's:
 *
 * <pre>{@code
 * Observability obs = Observability.builder().use(MeterRegistry.class, registry).init();
 * MeterRegistry meters = obs.find(MeterRegistry.class).orElseThrow();
 * meters.counter("videos.uploaded").increment();
 * }</pre>
 *
 * <p>In a Prometheus registry (or a composite that has one) the families are collectors of their own with exactly the
 * names of SPEC section 1. In any other they are Micrometer meters, named by that registry's convention, and there is no
 * {@code /metrics}. Used by one thread, once.
 */
public final class MetricsRoom implements Room {

    /** For {@link java.util.ServiceLoader} and {@code Observability.builder().install(new MetricsRoom())}. */
    public MetricsRoom() {}

    @Override
    public String name() {
        return "metrics";
    }

    @Override
    public List<ConfigKey<?>> keys() {
        return Stream.concat(MetricsKeys.all().stream(), SyntheticProbe.keys().stream())
                .toList();
    }

    @Override
    public void install(Wiring wiring) {
        wiring.listen(Signal.METRIC, new OperationListener() {
            /** Whoever knows that work was never an operation measures it. */
            @Override
            public Unheard unheard() {
                return Unheard.ALL;
            }

            @Override
            public void onEnd(Operation operation) {
                operation.measure();
            }
        });
        Optional<MeterRegistry> given = given(wiring);
        Optional<PrometheusMeterRegistry> theirs = given.flatMap(MetricsRoom::prometheusIn);
        if (given.isEmpty() || theirs.isPresent()) {
            LibraryProbe.check();
        }
        Optional<PrometheusMeterRegistry> prometheus = given.isPresent() ? theirs : Optional.of(own(wiring));
        if (prometheus.isPresent()) {
            scraped(wiring, given.orElse(prometheus.get()), prometheus.get());
        } else {
            published(wiring, given.orElseThrow());
        }
        JvmMeters jvm = new JvmMeters(wiring.failures());
        wiring.onClose(left -> jvm.close());
        if (wiring.config().get(MetricsKeys.JVM)) {
            jvm.bindTo(given.orElseGet(prometheus::orElseThrow));
        }
        wiring.whenWired(JvmMeters::heap);
        SyntheticProbe.install(wiring);
    }

    private static Optional<MeterRegistry> given(Wiring wiring) {
        return wiring.given(MeterRegistry.class)
                .or(() -> wiring.given(PrometheusMeterRegistry.class))
                .or(() -> wiring.given(CompositeMeterRegistry.class));
    }

    private static Optional<PrometheusMeterRegistry> prometheusIn(MeterRegistry registry) {
        if (registry instanceof PrometheusMeterRegistry prometheus) {
            return Optional.of(prometheus);
        }
        return registry instanceof CompositeMeterRegistry composite
                ? composite.getRegistries().stream()
                        .flatMap(member -> prometheusIn(member).stream())
                        .findFirst()
                : Optional.empty();
    }

    private static PrometheusMeterRegistry own(Wiring wiring) {
        PrometheusMeterRegistry registry = new PrometheusMeterRegistry(
                PrometheusConfig.DEFAULT, new PrometheusRegistry(), Clock.SYSTEM, new CurrentSpan());
        wiring.onClose(left -> registry.close());
        if (wiring.config().get(MetricsKeys.GLOBAL)) {
            Metrics.addRegistry(registry);
            wiring.onClose(left -> Metrics.removeRegistry(registry));
        }
        return registry;
    }

    private static void scraped(Wiring wiring, MeterRegistry shown, PrometheusMeterRegistry registry) {
        ObservabilityConfig config = wiring.config();
        CallbackRunner callbacks = new CallbackRunner(wiring.failures(), config.get(MetricsKeys.CALLBACK_TIMEOUT));
        FamilyReader reader = new FamilyReader(callbacks);
        RegistryBinding binding = new RegistryBinding(registry, reader, wiring.failures());
        CatalogueMeters meters = new CatalogueMeters(
                wiring.service(),
                cardinality(wiring),
                buckets(wiring),
                wiring.failures(),
                wiring.clock(),
                binding::add);
        RegistryCollectors collectors = new RegistryCollectors(registry.getPrometheusRegistry());
        MetricsPage page =
                new MetricsPage(new Scrape(meters, new ForeignFamilies(collectors), reader, wiring.failures()));
        wiring.meters(meters);
        budgets(wiring, meters);
        wiring.page(new AdminPage("/metrics", false, page::answer));
        wiring.provide(MeterRegistry.class, shown);
        wiring.provide(PrometheusMeterRegistry.class, registry);
        boolean served = config.get(CoreKeys.ADMIN_ENABLED);
        wiring.describe(
                Signal.METRIC,
                served ? "scrape /metrics" : "the Prometheus registry behind Micrometer",
                () -> figures(meters.families()));
        if (!served) {
            wiring.leftOut("/metrics: the admin endpoint is switched off");
        }
        if (shown instanceof CompositeMeterRegistry composite
                && composite.getRegistries().size() > 1) {
            wiring.leftOut("the catalogue's metrics in the composite's other registries: only Prometheus' has them");
        }
        wiring.onClose(left -> callbacks.close());
        wiring.onClose(left -> binding.close());
    }

    private static Map<String, Object> figures(List<MetricFamily> families) {
        int series = families.stream().mapToInt(MetricFamily::size).sum();
        return Map.of("families", families.size(), "series", series);
    }

    private static void published(Wiring wiring, MeterRegistry registry) {
        MicrometerMeters meters = new MicrometerMeters(
                registry, wiring.service(), cardinality(wiring), buckets(wiring), wiring.failures(), wiring.clock());
        String type = registry.getClass().getSimpleName();
        wiring.meters(meters);
        budgets(wiring, meters);
        wiring.provide(MeterRegistry.class, registry);
        wiring.describe(Signal.METRIC, "Micrometer " + type, Map::of);
        wiring.leftOut("/metrics: the service's " + type + " is no Prometheus registry");
        wiring.onClose(left -> meters.close());
    }

    /** The objectives that were given to init are watched, from what is measured here. */
    private static void budgets(Wiring wiring, MeasuredRequests measured) {
        wiring.given(Slos.class).filter(slos -> !slos.all().isEmpty()).ifPresent(slos -> {
            long[] bounds = buckets(wiring).nanos(Catalog.HTTP_REQUEST_DURATION);
            SloBudgets budgets = new SloBudgets(slos, measured, bounds, wiring.clock(), wiring.failures());
            wiring.whenWired(meters -> budgets.start());
            wiring.section("objectives", budgets::facts);
            wiring.onClose(left -> budgets.close());
        });
    }

    /** A latency that is promised must be a bound: between two bounds a quantile is a guess. */
    private static Buckets buckets(Wiring wiring) {
        Buckets configured = MetricsKeys.buckets(wiring.config());
        return wiring.given(Slos.class)
                .map(slos -> configured.with(Catalog.HTTP_REQUEST_DURATION, slos.bounds()))
                .orElse(configured);
    }

    private static Cardinality cardinality(Wiring wiring) {
        ObservabilityConfig config = wiring.config();
        return new Cardinality(
                config.get(MetricsKeys.LABEL_CAP),
                config.get(MetricsKeys.LABEL_CAPS),
                config.get(MetricsKeys.SERIES_CAP),
                wiring.drops());
    }
}
