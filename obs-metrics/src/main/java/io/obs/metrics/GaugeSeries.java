package io.obs.metrics;

import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** One gauge: only what is attached to it has a value. */
final class GaugeSeries extends Series {

    private final Sources sources = new Sources();
    private final boolean additive;

    GaugeSeries(String[] values, byte[] encoded, @Nullable LongAdder folded, boolean additive) {
        super(values, encoded, folded);
        this.additive = additive;
    }

    Sources sources() {
        return sources;
    }

    /** True where there is a value to show. */
    boolean isShown() {
        return additive ? !sources.isEmpty() && !sources.failed() : !sources.lastFailed();
    }

    /** What the scrape shows; meaningless where {@link #isShown} is false. */
    double value() {
        return additive ? sources.sum() : sources.last();
    }
}
