package io.obs.pipeline;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Counts every loss of telemetry, by signal and reason: what {@code obs_dropped_total} and the admin endpoint show.
 *
 * <p>Thread-safe. Reasons are a small fixed vocabulary of the rooms (never text from outside).
 */
public final class Drops {

    /**
     * One kind of loss.
     *
     * @param signal what was lost
     * @param reason why, in snake_case
     */
    public record Kind(Signal signal, String reason) {}

    /** Hears of each new kind of loss, so that its series exists. */
    @FunctionalInterface
    public interface Watcher {
        void appeared(Kind kind, LongSupplier total);
    }

    private final Map<Kind, LongAdder> counts = new ConcurrentHashMap<>();
    private final Set<Kind> told = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Watcher watcher;

    /** Knows of no loss yet. */
    public Drops() {}

    /** Makes a kind of loss known, at zero, before it happens; returns its counter for the hot path. */
    public LongAdder known(Signal signal, String reason) {
        Kind kind = new Kind(signal, reason);
        LongAdder existing = counts.get(kind);
        if (existing != null) {
            return existing;
        }
        LongAdder made = new LongAdder();
        LongAdder raced = counts.putIfAbsent(kind, made);
        if (raced != null) {
            return raced;
        }
        Watcher hears = watcher;
        if (hears != null) {
            tell(hears, kind, made);
        }
        return made;
    }

    /** Without a lock, which the watcher might need the other way round; {@link #told} keeps it to once. */
    private void tell(Watcher hears, Kind kind, LongAdder count) {
        if (told.add(kind)) {
            hears.appeared(kind, count::sum);
        }
    }

    /** Counts {@code amount} lost items. */
    public void count(Signal signal, String reason, long amount) {
        known(signal, reason).add(amount);
    }

    /** Lets the one watcher hear of each kind, once; of those already known first. */
    public void watch(Watcher hears) {
        watcher = hears;
        counts.forEach((kind, count) -> tell(hears, kind, count));
    }

    /** The totals until now. */
    public Map<Kind, Long> totals() {
        Map<Kind, Long> totals = new HashMap<>();
        counts.forEach((kind, count) -> totals.put(kind, count.sum()));
        return Map.copyOf(totals);
    }
}
