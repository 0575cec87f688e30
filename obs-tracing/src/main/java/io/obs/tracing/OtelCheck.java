package io.obs.tracing;

import io.obs.config.ObservabilityConfig;
import io.opentelemetry.common.ComponentLoader;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurablePropagatorProvider;
import io.opentelemetry.sdk.autoconfigure.spi.logs.ConfigurableLogRecordExporterProvider;
import io.opentelemetry.sdk.autoconfigure.spi.metrics.ConfigurableMetricExporterProvider;
import io.opentelemetry.sdk.autoconfigure.spi.traces.ConfigurableSamplerProvider;
import io.opentelemetry.sdk.autoconfigure.spi.traces.ConfigurableSpanExporterProvider;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Looks at every standard setting before the SDK does, so that all faults are told at once, each with what is allowed.
 * Names that an extension on the class path provides are as good as the SDK's own.
 */
final class OtelCheck {

    private static final Map<String, OtelValue> FORMS = forms();

    private final ObservabilityConfig config;
    private final OtelSettings settings;
    private final Consumer<String> problem;
    private final ComponentLoader components;

    OtelCheck(ObservabilityConfig config, OtelSettings settings, ComponentLoader components, Consumer<String> problem) {
        this.config = config;
        this.settings = settings;
        this.components = components;
        this.problem = problem;
    }

    /** Tells each problem; true if there is none. */
    boolean passes() {
        int[] problems = {0};
        Consumer<String> counted = sentence -> {
            problems[0]++;
            problem.accept(sentence);
        };
        FORMS.forEach((key, form) -> {
            String value = settings.set(key);
            if (value != null && !form.allows(value)) {
                counted.accept(config.problem(key, form.allowed()));
            }
        });
        names("otel.traces.exporter", List.of("none", "otlp"), this::exporters, true, counted);
        names("otel.propagators", List.of("none", "tracecontext", "baggage"), this::propagators, true, counted);
        names(OtelSettings.SAMPLER, Sampling.STANDARD_NAMES, this::samplers, false, counted);
        names("otel.metrics.exporter", List.of("none", "otlp", "prometheus"), this::metricExporters, true, counted);
        names("otel.logs.exporter", List.of("none", "otlp"), this::logExporters, true, counted);
        samplerArgument(counted);
        batch(counted);
        clientCertificate(counted);
        return problems[0] == 0;
    }

    private void samplerArgument(Consumer<String> counted) {
        String argument = settings.set(OtelSettings.SAMPLER_ARG);
        String sampler = settings.get(OtelSettings.SAMPLER, "");
        if (argument != null && sampler.endsWith("traceidratio") && !OtelValue.RATIO.allows(argument)) {
            counted.accept(config.problem(OtelSettings.SAMPLER_ARG, OtelValue.RATIO.allowed()));
        }
    }

    private void batch(Consumer<String> counted) {
        String batch = settings.set(OtelSettings.BATCH);
        int queue = settings.number(OtelSettings.QUEUE, Integer.MAX_VALUE);
        if (batch != null && OtelValue.POSITIVE.allows(batch) && Integer.parseInt(batch) > queue) {
            counted.accept(config.problem(
                    OtelSettings.BATCH, "a whole number up to the queue's size, " + OtelSettings.QUEUE + "=" + queue));
        }
    }

    private void clientCertificate(Consumer<String> counted) {
        String key = "otel.exporter.otlp.client.key";
        String certificate = "otel.exporter.otlp.client.certificate";
        if ((settings.set(key) == null) != (settings.set(certificate) == null)) {
            String lone = settings.set(key) != null ? key : certificate;
            counted.accept(config.problem(lone, "only both of " + key + " and " + certificate));
        }
    }

    private void names(
            String key,
            List<String> standard,
            Supplier<List<String>> provided,
            boolean list,
            Consumer<String> counted) {
        String value = settings.set(key);
        if (value == null) {
            return;
        }
        Set<String> allowed = new TreeSet<>(standard);
        allowed.addAll(provided.get());
        List<String> given = new ArrayList<>();
        for (String name : list ? value.split(",", -1) : new String[] {value}) {
            if (!name.isBlank()) {
                given.add(name.strip());
            }
        }
        boolean noneAmongOthers = given.contains("none") && given.size() > 1;
        if (noneAmongOthers || !allowed.containsAll(given)) {
            counted.accept(config.problem(
                    key,
                    (list ? "none alone, or names of " : "one of ")
                            + String.join(", ", allowed)
                            + "; others need their extension on the class path"));
        }
    }

    private List<String> exporters() {
        return provided(ConfigurableSpanExporterProvider.class, ConfigurableSpanExporterProvider::getName);
    }

    private List<String> propagators() {
        return provided(ConfigurablePropagatorProvider.class, ConfigurablePropagatorProvider::getName);
    }

    private List<String> samplers() {
        return provided(ConfigurableSamplerProvider.class, ConfigurableSamplerProvider::getName);
    }

    private List<String> metricExporters() {
        return provided(ConfigurableMetricExporterProvider.class, ConfigurableMetricExporterProvider::getName);
    }

    private List<String> logExporters() {
        return provided(ConfigurableLogRecordExporterProvider.class, ConfigurableLogRecordExporterProvider::getName);
    }

    private <P> List<String> provided(Class<P> type, Function<P, String> name) {
        List<String> names = new ArrayList<>();
        components.load(type).forEach(provider -> names.add(name.apply(provider)));
        return names;
    }

    private static Map<String, OtelValue> forms() {
        Map<String, OtelValue> forms = new LinkedHashMap<>();
        forms.put(OtelSettings.DISABLED, OtelValue.BOOLEAN);
        forms.put("otel.service.name", OtelValue.ANY);
        forms.put("otel.resource.attributes", OtelValue.PAIRS);
        forms.put("otel.resource.disabled.keys", OtelValue.ANY);
        forms.put("otel.propagators", OtelValue.ANY);
        forms.put(OtelSettings.EXPORTER, OtelValue.ANY);
        forms.put("otel.metrics.exporter", OtelValue.ANY);
        forms.put("otel.logs.exporter", OtelValue.ANY);
        forms.put(OtelSettings.SAMPLER, OtelValue.ANY);
        forms.put(OtelSettings.SAMPLER_ARG, OtelValue.ANY);
        for (String signal : List.of("", ".traces", ".metrics", ".logs")) {
            String otlp = "otel.exporter.otlp" + signal;
            forms.put(otlp + ".endpoint", OtelValue.ENDPOINT);
            forms.put(otlp + ".protocol", OtelValue.PROTOCOL);
            forms.put(otlp + ".headers", OtelValue.HEADERS);
            forms.put(otlp + ".compression", OtelValue.COMPRESSION);
            forms.put(otlp + ".timeout", OtelValue.TIME);
            forms.put(otlp + ".certificate", OtelValue.FILE);
            forms.put(otlp + ".client.key", OtelValue.FILE);
            forms.put(otlp + ".client.certificate", OtelValue.FILE);
        }
        forms.put("otel.java.exporter.otlp.retry.disabled", OtelValue.BOOLEAN);
        forms.put("otel.java.exporter.memory_mode", OtelValue.MEMORY_MODE);
        forms.put(OtelSettings.DELAY, OtelValue.TIME);
        forms.put("otel.bsp.export.timeout", OtelValue.TIME);
        forms.put(OtelSettings.QUEUE, OtelValue.POSITIVE);
        forms.put(OtelSettings.BATCH, OtelValue.POSITIVE);
        for (String limit : List.of(
                "otel.attribute.value.length.limit",
                "otel.attribute.count.limit",
                "otel.span.attribute.value.length.limit",
                "otel.span.attribute.count.limit",
                "otel.span.event.count.limit",
                "otel.span.link.count.limit")) {
            forms.put(limit, OtelValue.COUNT);
        }
        return forms;
    }
}
