package io.obs.health;

import io.obs.pipeline.Clock;
import io.obs.pipeline.Failures;
import io.obs.pipeline.Meters.Registration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/** The checks by name, and the few daemon threads they run on. */
final class HealthChecks implements Health {

    /** So many checks may hang before the others can't be run any more and time out too. */
    private static final int MAX_THREADS = 16;

    private static final long IDLE_SECONDS = 10;

    private final Map<String, TimedCheck> checks = new ConcurrentHashMap<>();
    private final Clock clock;
    private final Failures failures;
    private final Duration timeout;
    private final Duration cache;
    private final ThreadPoolExecutor threads;
    private volatile boolean closed;

    HealthChecks(Clock clock, Failures failures, Duration timeout, Duration cache) {
        this.clock = clock;
        this.failures = failures;
        this.timeout = timeout;
        this.cache = cache;
        threads = new ThreadPoolExecutor(
                MAX_THREADS, MAX_THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(null, task, "obs-health", 0, false);
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
    }

    @Override
    public Registration register(String name, HealthCheck.Kind kind, HealthCheck check) {
        Objects.requireNonNull(name, "name");
        TimedCheck timed = new TimedCheck(
                Objects.requireNonNull(kind, "kind"),
                Objects.requireNonNull(check, "check"),
                clock,
                failures,
                timeout,
                cache);
        if (!closed) {
            checks.put(name, timed);
        }
        return () -> checks.remove(name, timed);
    }

    @Override
    public HealthStatus status(HealthCheck.Kind kind) {
        return worst(results(kind));
    }

    @Override
    public HealthStatus status() {
        return worst(results(name -> true));
    }

    @Override
    public Map<String, HealthResult> results(HealthCheck.Kind kind) {
        return results((name, check) -> check.kind() == kind);
    }

    @Override
    public Map<String, HealthResult> results(Predicate<String> names) {
        return results((name, check) -> names.test(name));
    }

    /** Begins all that are due, then waits for them: together they take no longer than one may. */
    private Map<String, HealthResult> results(BiPredicate<String, TimedCheck> wanted) {
        Map<String, TimedCheck> asked = new TreeMap<>();
        checks.forEach((name, check) -> {
            if (wanted.test(name, check)) {
                asked.put(name, check);
            }
        });
        List<TimedCheck.Answer> answers = new ArrayList<>(asked.size());
        asked.values().forEach(check -> answers.add(check.ask(threads)));
        Map<String, HealthResult> results = new TreeMap<>();
        int next = 0;
        for (String name : asked.keySet()) {
            results.put(name, answers.get(next++).await());
        }
        return Collections.unmodifiableMap(results);
    }

    private static HealthStatus worst(Map<String, HealthResult> results) {
        return results.values().stream().map(HealthResult::status).reduce(HealthStatus.HEALTHY, HealthStatus::worse);
    }

    @Override
    public void close() {
        closed = true;
        checks.clear();
        threads.shutdownNow();
    }
}
