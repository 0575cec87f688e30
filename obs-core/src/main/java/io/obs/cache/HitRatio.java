package io.obs.cache;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * Hits among look-ups over a sliding window, in slots of a thirtieth of it.
 *
 * <p>Thread-safe; recording allocates nothing and mostly takes no lock. What is kept is the totals as they were at the
 * beginning of each slot, so no count is ever reset while others count.
 */
final class HitRatio {

    private static final int SLOTS = 30;

    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();
    private final LongSupplier untimedHits;
    private final LongSupplier untimedMisses;
    private final long slotNanos;
    private final long origin;
    private final long[] hitsAtStart = new long[SLOTS];
    private final long[] missesAtStart = new long[SLOTS];
    private long slot;
    private volatile long slotEnd;
    private double last;

    /**
     * @param now a reading of the clock that all later ones come from
     * @param untimedHits the running total of hits that nobody reads a clock for: they are as old as the latest reading before
     * @param untimedMisses the same of misses
     */
    HitRatio(Duration window, long now, LongSupplier untimedHits, LongSupplier untimedMisses) {
        this.untimedHits = untimedHits;
        this.untimedMisses = untimedMisses;
        slotNanos = Math.max(1, window.toNanos() / SLOTS);
        origin = now;
        slotEnd = now + slotNanos;
    }

    void record(long hit, long missed, long now) {
        advance(now);
        if (hit > 0) {
            hits.add(hit);
        }
        if (missed > 0) {
            misses.add(missed);
        }
    }

    /** From 0 to 1; where nothing was looked up within the window, what it was when something last was, at first 0. */
    synchronized double value(long now) {
        advance(now);
        return measure();
    }

    private void advance(long now) {
        if (now - slotEnd >= 0) { // a reading that comes late counts where the others are
            next((now - origin) / slotNanos);
        }
    }

    private synchronized void next(long reached) {
        long from = slot;
        if (reached <= from) {
            return;
        }
        measure();
        long hit = hits();
        long missed = misses();
        for (long at = Math.max(from + 1, reached - SLOTS + 1); at <= reached; at++) {
            hitsAtStart[(int) (at % SLOTS)] = hit;
            missesAtStart[(int) (at % SLOTS)] = missed;
        }
        slot = reached;
        slotEnd = origin + (reached + 1) * slotNanos;
    }

    private long hits() {
        return hits.sum() + untimedHits.getAsLong();
    }

    private long misses() {
        return misses.sum() + untimedMisses.getAsLong();
    }

    /** The oldest slot of the window is the one that the next will overwrite. */
    private double measure() {
        int oldest = (int) ((slot + 1) % SLOTS);
        long hit = hits() - hitsAtStart[oldest];
        long all = hit + misses() - missesAtStart[oldest];
        if (all > 0) {
            last = (double) hit / all;
        }
        return last;
    }
}
