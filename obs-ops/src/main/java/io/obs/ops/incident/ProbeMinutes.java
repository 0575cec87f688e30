package io.obs.ops.incident;

import io.obs.ops.prometheus.Series;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A span minute by minute, as a probe saw it: up, down, or not seen.
 *
 * <p>A minute is down where at least half of its samples, of all probes together, say so. A minute without samples is
 * neither up nor down. For one thread.
 */
public final class ProbeMinutes {

    private static final long MINUTE = 60_000;

    private final long start;
    private final int[] good;
    private final int[] bad;

    /** Counts samples of {@code probe_success}; what lies outside the span is left out. */
    public ProbeMinutes(Span span, List<Series> samples) {
        this.start = span.start().toEpochMilli();
        int minutes = (int) span.duration().toMinutes();
        this.good = new int[minutes];
        this.bad = new int[minutes];
        for (Series series : samples) {
            for (int i = 0; i < series.size(); i++) {
                long minute = Math.floorDiv(series.time(i) - start, MINUTE);
                if (minute >= 0 && minute < minutes) {
                    int[] counts = series.value(i) > 0 ? good : bad;
                    counts[(int) minute]++;
                }
            }
        }
    }

    public int total() {
        return good.length;
    }

    public int known() {
        return count(0, total(), true) + count(0, total(), false);
    }

    public int down() {
        return count(0, total(), false);
    }

    /** The minutes that were down in a part of the span. */
    public int down(Span part) {
        return count(minute(part.start()), minute(part.end()), false);
    }

    /** The minutes that were seen in a part of the span. */
    public int known(Span part) {
        return down(part) + count(minute(part.start()), minute(part.end()), true);
    }

    /**
     * Each from its first minute down to the end of its last; a minute that was up ends it, one that nobody saw
     * does not.
     */
    public List<Span> outages() {
        List<Span> outages = new ArrayList<>();
        int first = -1;
        int last = -1;
        for (int minute = 0; minute < total(); minute++) {
            if (isDown(minute)) {
                first = first < 0 ? minute : first;
                last = minute;
            } else if (isUp(minute) && first >= 0) {
                outages.add(new Span(at(first), at(last + 1)));
                first = -1;
            }
        }
        if (first >= 0) {
            outages.add(new Span(at(first), at(last + 1)));
        }
        return outages;
    }

    private Instant at(int minute) {
        return Instant.ofEpochMilli(start + minute * MINUTE);
    }

    private int minute(Instant at) {
        return (int) Math.max(0, Math.min(total(), Math.floorDiv(at.toEpochMilli() - start, MINUTE)));
    }

    private int count(int from, int to, boolean up) {
        int count = 0;
        for (int minute = from; minute < to; minute++) {
            count += up ? (isUp(minute) ? 1 : 0) : (isDown(minute) ? 1 : 0);
        }
        return count;
    }

    private boolean isDown(int minute) {
        return bad[minute] > 0 && bad[minute] >= good[minute];
    }

    private boolean isUp(int minute) {
        return good[minute] > bad[minute];
    }
}
