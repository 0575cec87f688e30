package io.obs.metrics;

import io.obs.slo.Slo;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How many requests one objective is about, and how many of them were bad, since this process started.
 *
 * @param requests all of them
 * @param bad those with a 5xx, or those that took too long
 * @param measured false where no series of the objective's route exists
 */
record SloReading(long requests, long bad, boolean measured) {

    private static final int ENDPOINT = 0;
    private static final int METHOD = 1;
    private static final int STATUS = 2;

    /**
     * What is counted now; null where the times are not known here.
     *
     * @param bounds the bounds of the histogram's buckets, in nanoseconds
     */
    static @Nullable SloReading of(Slo slo, MeasuredRequests measured, long[] bounds) {
        Duration within = slo.within();
        if (within == null) {
            return ofStatuses(slo, measured.counted());
        }
        List<HistogramSeries> timed = measured.timed();
        return timed == null ? null : ofTimes(slo, timed, within.toNanos(), bounds);
    }

    private static SloReading ofStatuses(Slo slo, List<CounterSeries> counted) {
        long requests = 0;
        long bad = 0;
        boolean found = false;
        for (CounterSeries series : counted) {
            String[] values = series.values();
            if (isOf(slo, values[ENDPOINT]) && (slo.method() == null || values[METHOD].equals(slo.method()))) {
                long count = (long) series.total();
                requests += count;
                bad += values[STATUS].startsWith("5") ? count : 0;
                found = true;
            }
        }
        return new SloReading(requests, bad, found);
    }

    private static SloReading ofTimes(Slo slo, List<HistogramSeries> timed, long within, long[] bounds) {
        int beyond =
                (int) Arrays.stream(bounds).filter(bound -> bound <= within).count();
        long requests = 0;
        long bad = 0;
        boolean found = false;
        for (HistogramSeries series : timed) {
            if (isOf(slo, series.values()[ENDPOINT])) {
                for (int bucket = 0; bucket <= bounds.length; bucket++) {
                    long count = series.count(bucket);
                    requests += count;
                    bad += bucket < beyond ? 0 : count;
                }
                found = true;
            }
        }
        return new SloReading(requests, bad, found);
    }

    private static boolean isOf(Slo slo, String endpoint) {
        return slo.endpoint().equals(Slo.ALL) || slo.endpoint().equals(endpoint);
    }
}
