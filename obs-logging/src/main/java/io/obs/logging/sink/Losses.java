package io.obs.logging.sink;

import io.obs.pipeline.Drops;
import io.obs.pipeline.Signal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Counts lost lines from before init on, and carries the counts over to each obs that comes.
 *
 * <p>Guarded by the sink's lock.
 */
final class Losses {

    private static final LossReason[] REASONS = LossReason.values();

    private final long[] counts = new long[REASONS.length];
    private final long[] reported = new long[REASONS.length];
    private final Map<Drops, Map<LossReason, LongAdder>> mirrors = new java.util.IdentityHashMap<>();

    void count(LossReason reason, long lines) {
        counts[reason.ordinal()] += lines;
        for (Map<LossReason, LongAdder> mirror : mirrors.values()) {
            LongAdder adder = mirror.get(reason);
            if (adder != null) {
                adder.add(lines);
            }
        }
    }

    void mirror(Drops drops) {
        Map<LossReason, LongAdder> adders = new EnumMap<>(LossReason.class);
        for (LossReason reason : REASONS) {
            LongAdder adder = drops.known(Signal.LOG, reason.label());
            adder.add(counts[reason.ordinal()]);
            adders.put(reason, adder);
        }
        mirrors.put(drops, adders);
    }

    void unmirror(Drops drops) {
        mirrors.remove(drops);
    }

    long total() {
        return sum(counts);
    }

    boolean unreported() {
        return sum(counts) > sum(reported);
    }

    /** Says what was lost since it was last asked; null where nothing was. */
    @Nullable
    String report() {
        long lost = sum(counts) - sum(reported);
        if (lost == 0) {
            return null;
        }
        List<String> parts = new ArrayList<>();
        for (LossReason reason : REASONS) {
            long since = counts[reason.ordinal()] - reported[reason.ordinal()];
            if (since == lost) {
                parts.add(reason.label());
            } else if (since > 0) {
                parts.add(since + " " + reason.label());
            }
        }
        System.arraycopy(counts, 0, reported, 0, counts.length);
        return "obs: " + lost + (lost == 1 ? " log line was" : " log lines were") + " lost (" + String.join(", ", parts)
                + ")";
    }

    private static long sum(long[] values) {
        long sum = 0;
        for (long value : values) {
            sum += value;
        }
        return sum;
    }
}
