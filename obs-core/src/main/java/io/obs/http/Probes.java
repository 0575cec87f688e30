package io.obs.http;

import io.obs.config.CoreKeys;
import io.obs.config.ObservabilityConfig;
import io.obs.config.ProbeSignals;
import java.util.HashSet;
import java.util.Set;

/**
 * Knows the requests that only ask whether the service is there, and what they leave: paths of HTTP, and services of
 * RPC, whose methods have paths too ({@code /package.Service/Method}).
 *
 * <p>Thread-safe.
 */
final class Probes {

    private final Set<String> configured;
    private volatile Set<String> paths;
    private final Set<String> services;
    private final ProbeSignals signals;

    Probes(ObservabilityConfig config) {
        configured = Set.copyOf(config.get(CoreKeys.HTTP_PROBES));
        paths = configured;
        services = Set.copyOf(config.get(CoreKeys.RPC_PROBES));
        signals = config.get(CoreKeys.PROBES);
    }

    /** The paths below this one are probes, too; for a start, not for requests. */
    synchronized void under(String root) {
        Set<String> all = new HashSet<>(paths);
        configured.forEach(path -> all.add(root + path));
        paths = Set.copyOf(all);
    }

    /** What a request of this path leaves: {@link ProbeSignals#ALL} where it is no probe. */
    ProbeSignals leftBy(String path) {
        return paths.contains(path) ? signals : ProbeSignals.ALL;
    }

    /** The same of a call of this method, {@code /package.Service/Method}. */
    ProbeSignals leftByCall(String method) {
        int end = method.lastIndexOf('/');
        return end > 1 && services.contains(method.substring(1, end)) ? signals : ProbeSignals.ALL;
    }
}
