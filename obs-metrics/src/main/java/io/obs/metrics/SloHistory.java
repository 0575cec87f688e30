package io.obs.metrics;

import java.time.Duration;

/**
 * The totals of one objective at times past: each half minute for an hour, each hour for {@link #LONGEST}. So it never
 * takes more than 20 kB, however long the process runs. Thread-safe.
 */
final class SloHistory {

    /** The longest that can be looked back. */
    static final Duration LONGEST = Duration.ofDays(30);

    /** How often a total is remembered at most. */
    static final Duration STEP = Duration.ofSeconds(30);

    private final Ring recent = new Ring(STEP, Duration.ofHours(1));
    private final Ring distant = new Ring(Duration.ofHours(1), LONGEST);

    /**
     * What happened within a time.
     *
     * @param requests how many requests there were
     * @param bad how many of them were bad
     * @param nanos how long that time really was, in nanoseconds
     */
    record Past(long requests, long bad, long nanos) {}

    /** Remembers the totals as they are now, where they are due. */
    synchronized void note(long now, long requests, long bad) {
        recent.note(now, requests, bad);
        distant.note(now, requests, bad);
    }

    /** What has happened since; the totals are those of now. Of a process that is younger, since it started. */
    synchronized Past since(Duration past, long now, long requests, long bad) {
        Ring ring = past.compareTo(recent.length) <= 0 ? recent : distant;
        return ring.since(past, now, requests, bad);
    }

    /** Totals at the same distance from each other, the newest overwriting the oldest. */
    private static final class Ring {

        private final Duration length;
        private final long stepNanos;
        private final long[] times;
        private final long[] requests;
        private final long[] bad;
        private int size;
        private int newest = -1;

        private Ring(Duration step, Duration length) {
            this.length = length;
            stepNanos = step.toNanos();
            int slots = (int) length.dividedBy(step) + 1;
            times = new long[slots];
            requests = new long[slots];
            bad = new long[slots];
        }

        private void note(long now, long requestsNow, long badNow) {
            if (size > 0 && now - times[newest] < stepNanos) {
                return;
            }
            newest = (newest + 1) % times.length;
            size = Math.min(size + 1, times.length);
            times[newest] = now;
            requests[newest] = requestsNow;
            bad[newest] = badNow;
        }

        /** Reckons from the total that is nearest to the time asked for. */
        private Past since(Duration past, long now, long requestsNow, long badNow) {
            long wanted = past.toNanos();
            int nearest = -1;
            for (int back = 0; back < size; back++) {
                int at = Math.floorMod(newest - back, times.length);
                if (nearest < 0 || off(at, now, wanted) <= off(nearest, now, wanted)) {
                    nearest = at;
                }
            }
            return nearest < 0
                    ? new Past(0, 0, 0)
                    : new Past(
                            Math.max(0, requestsNow - requests[nearest]), // another thread may have noted later ones
                            Math.max(0, badNow - bad[nearest]),
                            Math.max(0, now - times[nearest]));
        }

        private long off(int at, long now, long wanted) {
            return Math.abs(now - times[at] - wanted);
        }
    }
}
