package io.obs.metrics;

import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** One series of a family: its label values, and their text encoded once. */
abstract class Series {

    private static final String[] NONE = {};

    private final String[] values;
    private final byte[] encoded;
    private final @Nullable LongAdder folded;

    /**
     * @param values the callers' label values in the order of the specification
     * @param encoded all labels as they stand between the braces of a line
     * @param folded counts what lands here because a label had too many values; null where that can't be
     */
    Series(String[] values, byte[] encoded, @Nullable LongAdder folded) {
        this.values = values.length == 0 ? NONE : values;
        this.encoded = encoded;
        this.folded = folded;
    }

    final String[] values() {
        return values;
    }

    final byte[] encoded() {
        return encoded;
    }

    /** Notes that so many observations lost a label value to the cap. */
    final void noteFolded(long amount) {
        LongAdder count = folded;
        if (count != null) {
            count.add(amount);
        }
    }
}
