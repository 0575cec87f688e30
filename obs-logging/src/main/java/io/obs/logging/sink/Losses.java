package io.obs.logging.sink;

import io.obs.pipeline.Drops;
import io.obs.pipeline.Signal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
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

    /** What was lost for one reason. */
    private static final class Tally {
        final LossReason reason;
        final Map<Drops, LongAdder> mirrors = new HashMap<>(); // drops are equal only to themselves
        long lost;
        long reported;

        Tally(LossReason reason) {
            this.reason = reason;
        }

        long unreported() {
            return lost - reported;
        }
    }

    private final List<Tally> tallies =
            Arrays.stream(LossReason.values()).map(Tally::new).toList();

    void count(LossReason reason, long lines) {
        for (Tally tally : tallies) {
            if (tally.reason == reason) {
                tally.lost += lines;
                tally.mirrors.values().forEach(mirror -> mirror.add(lines));
            }
        }
    }

    void mirror(Drops drops) {
        for (Tally tally : tallies) {
            LongAdder mirror = drops.known(Signal.LOG, tally.reason.label());
            mirror.add(tally.lost);
            tally.mirrors.put(drops, mirror);
        }
    }

    void unmirror(Drops drops) {
        tallies.forEach(tally -> tally.mirrors.remove(drops));
    }

    long total() {
        return tallies.stream().mapToLong(tally -> tally.lost).sum();
    }

    /** How many losses were not yet told. */
    long unreported() {
        long unreported = 0;
        for (Tally tally : tallies) {
            unreported += tally.unreported();
        }
        return unreported;
    }

    /** Says what was lost since it was last asked; null where nothing was. */
    @Nullable
    String report() {
        long lost = unreported();
        if (lost == 0) {
            return null;
        }
        List<String> parts = new ArrayList<>();
        for (Tally tally : tallies) {
            long since = tally.unreported();
            if (since == lost) {
                parts.add(tally.reason.label());
            } else if (since > 0) {
                parts.add(since + " " + tally.reason.label());
            }
            tally.reported = tally.lost;
        }
        return "obs: " + lost + (lost == 1 ? " log line was" : " log lines were") + " lost (" + String.join(", ", parts)
                + ")";
    }
}
