package io.obs.tracing;

import io.obs.config.ObservabilityConfig;
import java.net.URI;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * OpenTelemetry's settings as obs finds them in all its sources, and what obs puts in place of the SDK's own defaults.
 *
 * <p>Immutable once made.
 */
final class OtelSettings {

    static final String EXPORTER = "otel.traces.exporter";
    static final String SAMPLER = "otel.traces.sampler";
    static final String SAMPLER_ARG = "otel.traces.sampler.arg";
    static final String ENDPOINT = "otel.exporter.otlp.endpoint";
    static final String TRACES_ENDPOINT = "otel.exporter.otlp.traces.endpoint";
    static final String PROTOCOL = "otel.exporter.otlp.protocol";
    static final String TRACES_PROTOCOL = "otel.exporter.otlp.traces.protocol";
    static final String QUEUE = "otel.bsp.max.queue.size";
    static final String BATCH = "otel.bsp.max.export.batch.size";
    static final String DELAY = "otel.bsp.schedule.delay";
    static final String DISABLED = "otel.sdk.disabled";

    static final String GRPC = "grpc";
    static final String HTTP = "http/protobuf";

    /** Three seconds of 5,000 spans each, at about 1 KB a span. */
    private static final int QUEUE_SIZE = 16_384;

    private static final int BATCH_SIZE = 1_024;

    private final ObservabilityConfig config;
    private final Map<String, String> defaults;

    OtelSettings(ObservabilityConfig config) {
        this.config = config;
        this.defaults = defaults();
    }

    /** What somebody has set; null if nobody has, or to nothing. */
    @Nullable
    String set(String key) {
        String text = config.raw(key);
        return text == null || text.isBlank() ? null : text.strip();
    }

    /** What counts: what somebody has set, else obs's default, else null (the SDK's own). */
    @Nullable
    String get(String key) {
        String set = set(key);
        return set != null ? set : defaults.get(key);
    }

    String get(String key, String otherwise) {
        String found = get(key);
        return found != null ? found : otherwise;
    }

    /** The number that counts; the value has been checked, or is obs's own. */
    int number(String key, int otherwise) {
        try {
            return Integer.parseInt(get(key, ""));
        } catch (NumberFormatException reportedByTheCheck) {
            return otherwise;
        }
    }

    /** True where traces go anywhere at all. */
    boolean exports() {
        return !get(EXPORTER, "none").equals("none");
    }

    /** True where one of the exporters is OTLP's. */
    private boolean exportsOtlp() {
        return exporters().anyMatch(name -> name.equals("otlp"));
    }

    /** True where one of the exporters takes spans later, in batches; the console's takes each as it ends. */
    boolean exportsInBatches() {
        return exports() && exporters().anyMatch(name -> !name.equals("console") && !name.equals("logging"));
    }

    private Stream<String> exporters() {
        return Arrays.stream(get(EXPORTER, "none").split(",", -1)).map(String::strip);
    }

    /** Where traces go, in a few words. */
    String where() {
        if (!exports()) {
            return "nowhere (no endpoint is configured)";
        }
        if (!exportsOtlp()) {
            return get(EXPORTER, "none");
        }
        String protocol = get(TRACES_PROTOCOL, get(PROTOCOL, GRPC));
        boolean http = protocol.equals(HTTP);
        String endpoint = get(TRACES_ENDPOINT, get(ENDPOINT, http ? "http://localhost:4318" : "http://localhost:4317"));
        return "otlp/" + (http ? "http " : "grpc ") + withoutUser(endpoint);
    }

    /** For the SDK, below everything that somebody has set. */
    Map<String, String> forDefaults() {
        return defaults;
    }

    /** For the SDK, above its own reading of system properties and environment: the same, plus code and file. */
    Map<String, String> forOverrides() {
        Map<String, String> overrides = new HashMap<>();
        for (String key : config.origins().keySet()) {
            String value = key.startsWith("otel.") ? set(key) : null;
            if (value != null) {
                overrides.put(key, value);
            }
        }
        return overrides;
    }

    private Map<String, String> defaults() {
        Map<String, String> ours = new LinkedHashMap<>();
        String endpoint = set(TRACES_ENDPOINT) != null ? set(TRACES_ENDPOINT) : set(ENDPOINT);
        ours.put(EXPORTER, endpoint == null ? "none" : "otlp");
        ours.put("otel.metrics.exporter", "none");
        ours.put("otel.logs.exporter", "none");
        ours.put(PROTOCOL, endpoint == null ? GRPC : protocolOf(endpoint));
        ours.put(QUEUE, Integer.toString(QUEUE_SIZE));
        ours.put(BATCH, Integer.toString(batchFitting(set(QUEUE))));
        ours.put(DELAY, "1000");
        Double ratio = config.find(TracingKeys.RATIO);
        if (ratio != null && set(SAMPLER) == null) {
            ours.put(SAMPLER, "parentbased_traceidratio");
            ours.put(SAMPLER_ARG, ratio.toString());
        }
        return Map.copyOf(ours);
    }

    /** A service that sets only the queue means the queue, not a quarrel with the size of our batches. */
    private static int batchFitting(@Nullable String queue) {
        try {
            return queue == null ? BATCH_SIZE : Math.max(1, Math.min(BATCH_SIZE, Integer.parseInt(queue)));
        } catch (NumberFormatException reportedByTheCheck) {
            return BATCH_SIZE;
        }
    }

    /** The standard ports speak for themselves, and gRPC has no path; otherwise the SDK's own default. */
    private static String protocolOf(String endpoint) {
        try {
            URI uri = URI.create(endpoint);
            if (uri.getPort() == 4317) {
                return GRPC;
            }
            String path = uri.getPath();
            return uri.getPort() == 4318 || (path != null && path.length() > 1) ? HTTP : GRPC;
        } catch (IllegalArgumentException reportedByTheCheck) {
            return GRPC;
        }
    }

    private static String withoutUser(String endpoint) {
        return endpoint.replaceFirst("//[^/@]*@", "//");
    }
}
