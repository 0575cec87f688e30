package io.obs.metrics;

import io.obs.pipeline.Clock;
import io.obs.pipeline.Meters;
import io.obs.pipeline.Operation;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** One counter: what was counted here, and the running totals of others that were attached. */
final class CounterSeries extends Series implements Meters.Counter {

    private final LongAdder count = new LongAdder();
    private final Sources sources = new Sources();
    private final Clock clock;
    private volatile @Nullable TakenExemplar exemplar;

    CounterSeries(String[] values, byte[] encoded, @Nullable LongAdder folded, Clock clock) {
        super(values, encoded, folded);
        this.clock = clock;
    }

    @Override
    public void inc() {
        count.increment();
        noteFolded(1);
    }

    @Override
    public void add(long amount) {
        if (amount > 0) {
            count.add(amount);
            noteFolded(amount);
        }
    }

    @Override
    public void inc(Operation operation) {
        inc();
        TakenExemplar taken = TakenExemplar.renewing(exemplar, operation, clock);
        if (taken != null) {
            exemplar = taken.of(1);
        }
    }

    Sources sources() {
        return sources;
    }

    /** What the scrape shows; meaningless where a source {@linkplain Sources#failed failed}. */
    double total() {
        return count.sum() + sources.sum();
    }

    /** True where nothing was ever counted here and nothing is attached. */
    boolean unused() {
        return sources.isEmpty() && count.sum() == 0;
    }

    @Nullable
    TakenExemplar exemplar() {
        return exemplar;
    }
}
