package io.obs.metrics.probe;

import io.obs.config.ConfigKey;
import io.obs.config.CoreKeys;
import io.obs.config.ObservabilityConfig;
import io.obs.pipeline.Clock;
import io.obs.pipeline.Failures;
import io.obs.pipeline.Meters;
import io.obs.pipeline.Timers;
import io.obs.spi.Wiring;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Asks services each minute, as their users would, and keeps {@code probe_success} and {@code obs_probe_duration_seconds}:
 * for who has no blackbox exporter. Off by default.
 *
 * <p>All questions of a round are asked at once and given up after {@code obs.probe.timeout}, which is less than the interval, so
 * that rounds never overlap. One daemon thread waits and asks; the client's own threads end after each round. It never throws:
 * what fails is a 0, with its reason on the page {@code /obs} and, where it begins or ends, in the log.
 *
 * <pre>
 * obs.probe.url = https://api.company.com/health
 * obs.probe.targets = job-manager=http://job-manager:9464/health,worker=http://worker:9464/health
 * </pre>
 */
public final class SyntheticProbe {

    private final Map<String, URI> targets;
    private final Duration interval;
    private final Clock clock;
    private final Questions questions;
    private final Timers timers;
    private volatile Map<String, ProbedService> services = Map.of();

    private SyntheticProbe(
            Map<String, URI> targets, Duration interval, Questions questions, Clock clock, Failures failures) {
        this.targets = targets;
        this.interval = interval;
        this.questions = questions;
        this.clock = clock;
        timers = new Timers("probe", clock, failures);
    }

    /** What can be set of it. */
    public static List<ConfigKey<?>> keys() {
        return ProbeKeys.all();
    }

    /** Wires the probe that the configuration asks for; nothing where it asks for none. */
    public static void install(Wiring wiring) {
        ObservabilityConfig config = wiring.config();
        Map<String, URI> targets = targets(wiring);
        Duration interval = config.get(ProbeKeys.INTERVAL);
        Duration timeout = ProbeKeys.timeout(config);
        if (timeout == null) {
            wiring.problem(config.problem(
                    ProbeKeys.TIMEOUT.name(),
                    "less than " + ProbeKeys.INTERVAL.name() + ", " + interval.toMillis() + "ms"));
        } else if (!targets.isEmpty()) {
            Questions questions = new Questions(timeout, config.get(ProbeKeys.STATUS), wiring.clock());
            SyntheticProbe probe = new SyntheticProbe(targets, interval, questions, wiring.clock(), wiring.failures());
            wiring.whenWired(probe::start);
            wiring.section("probe", probe::facts);
            wiring.onClose(left -> probe.close());
        }
    }

    private static Map<String, URI> targets(Wiring wiring) {
        ObservabilityConfig config = wiring.config();
        Map<String, URI> targets = new LinkedHashMap<>();
        URI own = config.find(ProbeKeys.URL);
        if (own != null) {
            targets.put(wiring.service(), own);
            List<String> quiet = config.get(CoreKeys.HTTP_PROBES);
            if (!quiet.contains(own.getPath())) {
                wiring.leftOut("probes that leave nothing: " + ProbeKeys.URL.name() + " asks for " + own.getPath()
                        + ", which is not in " + CoreKeys.HTTP_PROBES.name()
                        + ", so each leaves what any request leaves");
            }
        }
        config.get(ProbeKeys.TARGETS).forEach((service, url) -> {
            if (targets.putIfAbsent(service, url) != null) {
                wiring.problem(config.problem(
                        ProbeKeys.TARGETS.name(),
                        "services other than this one, " + service + ", which " + ProbeKeys.URL.name() + " asks"));
            }
        });
        return targets;
    }

    private void start(Meters meters) {
        Map<String, ProbedService> made = new LinkedHashMap<>();
        targets.forEach((service, url) -> made.put(service, new ProbedService(service, url, interval, clock, meters)));
        services = Collections.unmodifiableMap(made);
        after(clock.nanoTime());
    }

    private void after(long round) {
        timers.set(round + interval.toNanos(), timer -> round());
    }

    private void round() {
        long now = clock.nanoTime();
        try {
            Map<String, Seen> seen = questions.ask(targets);
            services.forEach(
                    (name, service) -> Optional.ofNullable(seen.get(name)).ifPresent(service::saw));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            after(now);
        }
    }

    private Map<String, Object> facts() {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("interval_seconds", interval.toSeconds());
        facts.put(
                "services", services.values().stream().map(ProbedService::facts).toList());
        return facts;
    }

    private void close() {
        timers.close();
        questions.close();
        services.values().forEach(ProbedService::close);
    }
}
