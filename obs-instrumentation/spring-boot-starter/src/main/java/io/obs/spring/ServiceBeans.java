package io.obs.spring;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import io.obs.Observability;
import io.opentelemetry.api.OpenTelemetry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.env.Environment;

/**
 * What a context has already of what obs would make itself.
 *
 * @param registry its meter registry; null where there is none that anybody scrapes
 * @param openTelemetry its OpenTelemetry, or null
 * @param jvm whether somebody else binds the JVM's meters to that registry
 * @param observes whether Boot observes requests too
 */
record ServiceBeans(
        @Nullable MeterRegistry registry, @Nullable OpenTelemetry openTelemetry, boolean jvm, boolean observes) {

    static final String OWN_REGISTRY = "obsMeterRegistry";
    static final String OWN_OPEN_TELEMETRY = "obsOpenTelemetry";

    static ServiceBeans of(ConfigurableListableBeanFactory beans) {
        MeterRegistry registry = only(beans, MeterRegistry.class, OWN_REGISTRY)
                .filter(one -> !(one instanceof SimpleMeterRegistry)) // Boot's stand-in, which nobody reads
                .orElse(null);
        OpenTelemetry openTelemetry =
                only(beans, OpenTelemetry.class, OWN_OPEN_TELEMETRY).orElse(null);
        return new ServiceBeans(
                registry,
                openTelemetry,
                registry != null && beans.getBeanNamesForType(JvmGcMetrics.class, true, false).length > 0,
                beans.getBeanNamesForType(ObservationRegistry.class, true, false).length > 0);
    }

    /** The one of several that Spring would inject; obs's own is not looked at, it needs obs first. */
    private static <T> Optional<T> only(ConfigurableListableBeanFactory beans, Class<T> type, String own) {
        List<String> names = new ArrayList<>(List.of(beans.getBeanNamesForType(type, true, false)));
        names.remove(own);
        return names.isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(
                        names.size() == 1
                                ? beans.getBean(names.get(0), type)
                                : beans.getBeanProvider(type).getIfUnique());
    }

    void giveTo(Observability.Builder builder) {
        if (registry != null) {
            builder.use(MeterRegistry.class, registry);
        }
        if (openTelemetry != null) {
            builder.use(OpenTelemetry.class, openTelemetry);
        }
    }

    /** Sentences for the start line. */
    List<String> remarks(Environment environment) {
        List<String> remarks = new ArrayList<>();
        if (jvm) {
            remarks.add("the JVM's meters: Boot binds them");
        }
        if (observes) {
            remarks.add("Boot's spans of requests and calls: obs makes them");
            ObsEnvironmentPostProcessor.REQUESTS.stream()
                    .map(name -> ObsEnvironmentPostProcessor.ENABLE + name)
                    .filter(key -> !environment.getProperty(key, Boolean.class, true))
                    .forEach(key -> remarks.add("Boot's meters of them, but with " + key + "=true"));
        }
        return remarks;
    }

    /** What differs from obs's defaults in a Boot service, by key. */
    Map<String, String> defaults(Environment environment) {
        Map<String, String> defaults = new LinkedHashMap<>();
        if (jvm) {
            defaults.put("obs.metrics.jvm", "false");
        }
        Set<String> probes = new LinkedHashSet<>(List.of("/health", "/health/live", "/health/ready", "/metrics"));
        probes.addAll(ActuatorPaths.of(environment));
        defaults.put("obs.http.probes", String.join(",", probes));
        return defaults;
    }
}
