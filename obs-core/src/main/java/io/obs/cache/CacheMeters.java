package io.obs.cache;

import static java.util.Objects.requireNonNull;

import io.obs.catalog.Catalog;
import io.obs.pipeline.Clock;
import io.obs.pipeline.Meters;
import io.obs.pipeline.Meters.Counter;
import io.obs.pipeline.Meters.Histogram;
import io.obs.pipeline.Pipeline;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** The meters of all caches of a service: one ratio, however many adapters count into it. */
final class CacheMeters {

    private final Clock clock;
    private final LongAdder untimedHits = new LongAdder();
    private final LongAdder untimedMisses = new LongAdder();
    private final HitRatio ratio;
    private final Counter hits;
    private final Counter misses;
    private final Map<CacheAction, Histogram> durations = new EnumMap<>(CacheAction.class);

    CacheMeters(Pipeline pipeline, Duration window) {
        clock = pipeline.clock();
        ratio = new HitRatio(window, clock.nanoTime(), untimedHits::sum, untimedMisses::sum);
        Meters meters = pipeline.meters();
        meters.counter(Catalog.CACHE_REQUESTS, untimedHits::sum, "hit");
        meters.counter(Catalog.CACHE_REQUESTS, untimedMisses::sum, "miss");
        Meters.Family<Counter> requests = meters.counters(Catalog.CACHE_REQUESTS);
        hits = requests.get("hit");
        misses = requests.get("miss");
        meters.gauge(Catalog.CACHE_HIT_RATIO, () -> ratio.value(clock.nanoTime()));
        Meters.Family<Histogram> family = meters.histograms(Catalog.CACHE_OPERATION_DURATION);
        for (CacheAction action : CacheAction.values()) {
            durations.put(action, family.get(action.label()));
        }
    }

    /** Without a reading of the clock, which would take longer than all else. */
    void lookedUp(long hit, long missed) {
        if (hit > 0) {
            untimedHits.add(hit);
        }
        if (missed > 0) {
            untimedMisses.add(missed);
        }
    }

    void lookedUp(long hit, long missed, long now, CacheOperation exemplar) {
        count(hits, hit, exemplar);
        count(misses, missed, exemplar);
        ratio.record(hit, missed, now);
    }

    private static void count(Counter counter, long amount, CacheOperation exemplar) {
        if (amount == 1) {
            counter.inc(exemplar);
        } else if (amount > 0) {
            counter.add(amount);
        }
    }

    void took(CacheAction action, long nanos) {
        requireNonNull(durations.get(action)).observeNanos(nanos);
    }

    void took(CacheAction action, long nanos, CacheOperation exemplar) {
        requireNonNull(durations.get(action)).observeNanos(nanos, exemplar);
    }
}
