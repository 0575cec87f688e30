package io.obs.caffeine;

import com.github.benmanes.caffeine.cache.RemovalCause;
import com.github.benmanes.caffeine.cache.stats.CacheStats;
import com.github.benmanes.caffeine.cache.stats.ConcurrentStatsCounter;
import com.github.benmanes.caffeine.cache.stats.StatsCounter;
import io.obs.cache.CacheAction;
import io.obs.cache.CacheHandler;

/** The account of one cache: Caffeine's own, told to obs as well. */
final class ObservedStats implements StatsCounter {

    private final StatsCounter own = new ConcurrentStatsCounter();
    private final CacheHandler cache;

    ObservedStats(CacheHandler cache) {
        this.cache = cache;
    }

    @Override
    public void recordHits(int count) {
        own.recordHits(count);
        cache.lookedUp(count, 0);
    }

    @Override
    public void recordMisses(int count) {
        own.recordMisses(count);
        cache.lookedUp(0, count);
    }

    @Override
    public void recordLoadSuccess(long nanos) {
        own.recordLoadSuccess(nanos);
        cache.took(CacheAction.LOAD, nanos);
    }

    @Override
    public void recordLoadFailure(long nanos) {
        own.recordLoadFailure(nanos);
        cache.took(CacheAction.LOAD, nanos);
    }

    @Override
    public void recordEviction(int weight, RemovalCause cause) {
        own.recordEviction(weight, cause);
    }

    @Override
    public CacheStats snapshot() {
        return own.snapshot();
    }
}
