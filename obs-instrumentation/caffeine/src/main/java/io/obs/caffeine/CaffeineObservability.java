package io.obs.caffeine;

import static java.util.Objects.requireNonNull;

import com.github.benmanes.caffeine.cache.Caffeine;
import io.obs.Observability;
import io.obs.cache.CacheHandler;

/**
 * Observes Caffeine: look-ups of each cache that an observed builder builds are hits and misses, and what its loaders do
 * is timed.
 *
 * <p>By Caffeine's own account, so for every kind of cache (also loading and asynchronous ones) and every way to look up
 * it is what {@code cache.stats()} says; that goes on to work, too. Look-ups themselves are not timed and have no span:
 * they take less time than the clock.
 *
 * <p>Thread-safe. Look-ups allocate nothing more. Once obs is closed, only Caffeine's own account is kept.
 *
 * <pre>{@code
 * Cache<String, Captions> cache = CaffeineObservability.create(obs)
 *         .observe(Caffeine.newBuilder().maximumSize(10_000))
 *         .build();
 * }</pre>
 */
public final class CaffeineObservability {

    private final CacheHandler cache;

    private CaffeineObservability(Observability obs) {
        cache = CacheHandler.create(obs);
    }

    public static CaffeineObservability create(Observability obs) {
        return new CaffeineObservability(requireNonNull(obs, "obs"));
    }

    /**
     * Lets the caches that a builder builds from now on be observed.
     *
     * @return the same builder
     * @throws IllegalStateException if the builder has been told before how to record statistics
     */
    public <K, V> Caffeine<K, V> observe(Caffeine<K, V> builder) {
        return requireNonNull(builder, "builder").recordStats(() -> new ObservedStats(cache));
    }
}
