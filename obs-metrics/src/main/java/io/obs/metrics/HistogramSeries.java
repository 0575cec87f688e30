package io.obs.metrics;

import io.obs.pipeline.Clock;
import io.obs.pipeline.Meters;
import io.obs.pipeline.Operation;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** One histogram of durations. The count is what the buckets add up to, so that it always equals the one of +Inf. */
final class HistogramSeries extends Series implements Meters.Histogram {

    private final long[] bounds;
    private final LongAdder[] buckets;
    private final LongAdder sum = new LongAdder();
    private final Clock clock;
    private volatile @Nullable AtomicReferenceArray<TakenExemplar> exemplars;

    /** @param bounds the buckets' upper bounds in nanoseconds, ascending, without +Inf; shared by the family */
    HistogramSeries(String[] values, byte[] encoded, @Nullable LongAdder folded, long[] bounds, Clock clock) {
        super(values, encoded, folded);
        this.bounds = bounds;
        this.clock = clock;
        buckets = new LongAdder[bounds.length + 1];
        for (int i = 0; i < buckets.length; i++) {
            buckets[i] = new LongAdder();
        }
    }

    @Override
    public void observeNanos(long nanos) {
        record(nanos);
    }

    @Override
    public void observeNanos(long nanos, Operation operation) {
        int bucket = record(nanos);
        AtomicReferenceArray<TakenExemplar> kept = exemplars;
        TakenExemplar taken = TakenExemplar.renewing(kept == null ? null : kept.getPlain(bucket), operation, clock);
        if (taken != null) {
            kept().setRelease(bucket, taken.of(Math.max(0, nanos) / 1e9));
        }
    }

    private int record(long nanos) {
        long value = Math.max(0, nanos);
        int bucket = 0;
        while (bucket < bounds.length && value > bounds[bucket]) {
            bucket++;
        }
        buckets[bucket].increment();
        sum.add(value);
        noteFolded(1);
        return bucket;
    }

    private synchronized AtomicReferenceArray<TakenExemplar> kept() {
        AtomicReferenceArray<TakenExemplar> kept = exemplars;
        if (kept == null) {
            kept = new AtomicReferenceArray<>(buckets.length);
            exemplars = kept;
        }
        return kept;
    }

    /** The observations that fell into one bucket alone, not those below it. */
    long count(int bucket) {
        return buckets[bucket].sum();
    }

    double sumSeconds() {
        return sum.sum() / 1e9;
    }

    @Nullable
    TakenExemplar exemplar(int bucket) {
        AtomicReferenceArray<TakenExemplar> kept = exemplars;
        return kept == null ? null : kept.getAcquire(bucket);
    }
}
