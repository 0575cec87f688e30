package io.obs.resilience;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.obs.Observability;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Follows a registry: shows the breakers it has, and those it gets.
 *
 * <p>resilience4j keeps every consumer for ever, so what it is given holds this only weakly; obs holds it strongly.
 */
final class RegistryWatch implements AutoCloseable {

    /** All watches of an obs: what keeps them alive as long as it. */
    private static final class Watches {
        final Set<RegistryWatch> all = ConcurrentHashMap.newKeySet();
    }

    private final Observability obs;
    private final Predicate<CircuitBreaker> countedElsewhere;
    private final Set<RegistryWatch> watches;
    private final Map<String, WatchedBreaker> watched = new ConcurrentHashMap<>();
    private boolean closed;

    private RegistryWatch(Observability obs, Predicate<CircuitBreaker> countedElsewhere) {
        this.obs = obs;
        this.countedElsewhere = countedElsewhere;
        watches = obs.pipeline().shared(Watches.class, pipeline -> new Watches()).all;
        watches.add(this);
    }

    static RegistryWatch start(
            Observability obs, CircuitBreakerRegistry registry, Predicate<CircuitBreaker> countedElsewhere) {
        RegistryWatch watch = new RegistryWatch(obs, countedElsewhere);
        WeakReference<RegistryWatch> weak = new WeakReference<>(watch);
        registry.getEventPublisher()
                .onEntryAdded(event -> with(weak, alive -> alive.show(event.getAddedEntry())))
                .onEntryReplaced(event -> with(weak, alive -> {
                    alive.hide(event.getOldEntry());
                    alive.show(event.getNewEntry());
                }))
                .onEntryRemoved(event -> with(weak, alive -> alive.hide(event.getRemovedEntry())));
        registry.getAllCircuitBreakers().forEach(watch::show);
        return watch;
    }

    private static void with(WeakReference<RegistryWatch> weak, Consumer<RegistryWatch> change) {
        RegistryWatch alive = weak.get();
        if (alive != null && !alive.obs.pipeline().isClosed()) {
            change.accept(alive);
        }
    }

    private synchronized void show(CircuitBreaker breaker) {
        if (closed || countedElsewhere.test(breaker)) {
            return;
        }
        WatchedBreaker before = watched.get(breaker.getName());
        if (before == null || !before.isOf(breaker)) {
            if (before != null) {
                before.close();
            }
            watched.put(breaker.getName(), WatchedBreaker.start(obs, breaker));
        }
    }

    private synchronized void hide(CircuitBreaker breaker) {
        WatchedBreaker known = watched.get(breaker.getName());
        if (known != null && known.isOf(breaker)) {
            watched.remove(breaker.getName());
            known.close();
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        watched.values().forEach(WatchedBreaker::close);
        watched.clear();
        watches.remove(this);
    }
}
