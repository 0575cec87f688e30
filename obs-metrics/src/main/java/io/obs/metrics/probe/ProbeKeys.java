package io.obs.metrics.probe;

import io.obs.config.ConfigKey;
import io.obs.config.ConfigKeys;
import io.obs.config.ObservabilityConfig;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The keys of the probe. Without a URL and without targets there is none. */
final class ProbeKeys {

    private static final int MAX_TARGETS = 20;
    private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(5);
    private static final String ADDRESS = "http or https URL with a host, without user, password and fragment";

    static final ConfigKey<URI> URL = new ConfigKey<>(
            "obs.probe.url",
            ProbeKeys::url,
            null,
            "(none)",
            "an " + ADDRESS,
            "What is asked each minute on this service's behalf, best as users reach it, as the blackbox exporter does. "
                    + "Off without it.");
    static final ConfigKey<Map<String, URI>> TARGETS = new ConfigKey<>(
            "obs.probe.targets",
            ProbeKeys::targets,
            Map.of(),
            "(none)",
            "service=URL pairs separated by commas, " + MAX_TARGETS + " at most, each an " + ADDRESS,
            "The same for other services, by name: one that is down can't tell so itself.");
    static final ConfigKey<Duration> INTERVAL = ConfigKeys.duration(
            "obs.probe.interval",
            Duration.ofMinutes(1),
            Duration.ofSeconds(1),
            Duration.ofMinutes(5),
            "How often the probe asks; first one interval after the start. Results of more than a few minutes' distance are "
                    + "lost to Prometheus.");
    static final ConfigKey<Duration> TIMEOUT = ConfigKeys.duration(
            "obs.probe.timeout",
            USUAL_TIMEOUT,
            Duration.ofMillis(10),
            Duration.ofMinutes(1),
            "How long an answer may take, less than the interval; half of an interval that is shorter where nothing is set.");
    static final ConfigKey<Integer> STATUS = ConfigKeys.integer(
            "obs.probe.status",
            200,
            200,
            599,
            "The status that counts as success, and no other. Redirects are not followed.");

    private ProbeKeys() {}

    /** The time-out that is set, or a fitting one; null where the one that is set does not fit. */
    static @Nullable Duration timeout(ObservabilityConfig config) {
        Duration interval = config.get(INTERVAL);
        Duration timeout = config.get(TIMEOUT);
        if (timeout.compareTo(interval) < 0) {
            return timeout;
        }
        return config.isSet(TIMEOUT) ? null : interval.dividedBy(2);
    }

    private static Map<String, URI> targets(String text) {
        Map<String, URI> targets = new LinkedHashMap<>();
        for (String pair : text.split(",", -1)) {
            int equals = pair.indexOf('=');
            String service = pair.substring(0, Math.max(0, equals)).strip();
            if (service.isEmpty() || targets.put(service, url(pair.substring(equals + 1))) != null) {
                throw new IllegalArgumentException(text);
            }
        }
        if (targets.size() > MAX_TARGETS) {
            throw new IllegalArgumentException(text);
        }
        return targets;
    }

    private static URI url(String text) {
        URI url = URI.create(text.strip());
        boolean web = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
        if (!web || url.getHost() == null || url.getUserInfo() != null || url.getFragment() != null) {
            throw new IllegalArgumentException(text);
        }
        return url;
    }

    static List<ConfigKey<?>> all() {
        return List.of(URL, TARGETS, INTERVAL, TIMEOUT, STATUS);
    }
}
