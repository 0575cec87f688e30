package io.obs.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Finds a series by its label values without allocating: an open-addressed table, read without a lock.
 *
 * <p>A slot once filled keeps its series until the whole table is replaced, so a reader sees either the series or an
 * empty slot; whoever found none looks again under the writers' lock.
 */
final class SeriesTable<S extends Series> {

    private static final int SMALLEST = 8;

    private final int arity;
    private volatile AtomicReferenceArray<S> slots = new AtomicReferenceArray<>(SMALLEST);
    private volatile int size;

    SeriesTable(int arity) {
        this.arity = arity;
    }

    @Nullable
    S find() {
        return arity == 0 ? slots.getAcquire(0) : null;
    }

    @Nullable
    S find(String value) {
        if (arity != 1) {
            return null;
        }
        AtomicReferenceArray<S> in = slots;
        int mask = in.length() - 1;
        for (int i = spread(value.hashCode()) & mask; ; i = (i + 1) & mask) {
            S at = in.getAcquire(i);
            if (at == null || at.values()[0].equals(value)) {
                return at;
            }
        }
    }

    @Nullable
    S find(String first, String second) {
        if (arity != 2) {
            return null;
        }
        AtomicReferenceArray<S> in = slots;
        int mask = in.length() - 1;
        for (int i = spread(first.hashCode() * 31 + second.hashCode()) & mask; ; i = (i + 1) & mask) {
            S at = in.getAcquire(i);
            if (at == null || (at.values()[0].equals(first) && at.values()[1].equals(second))) {
                return at;
            }
        }
    }

    @Nullable
    S find(String first, String second, String third) {
        if (arity != 3) {
            return null;
        }
        AtomicReferenceArray<S> in = slots;
        int mask = in.length() - 1;
        int hash = (first.hashCode() * 31 + second.hashCode()) * 31 + third.hashCode();
        for (int i = spread(hash) & mask; ; i = (i + 1) & mask) {
            S at = in.getAcquire(i);
            if (at == null
                    || (at.values()[0].equals(first)
                            && at.values()[1].equals(second)
                            && at.values()[2].equals(third))) {
                return at;
            }
        }
    }

    @Nullable
    S find(String[] values) {
        return switch (values.length) {
            case 0 -> find();
            case 1 -> find(values[0]);
            case 2 -> find(values[0], values[1]);
            case 3 -> find(values[0], values[1], values[2]);
            default -> null;
        };
    }

    int size() {
        return size;
    }

    /** Adds a series that isn't there yet. Only under the writers' lock. */
    void add(S series) {
        int larger = size + 1;
        if (larger * 2 > slots.length()) {
            slots = filled(all(), slots.length() * 2);
        }
        put(slots, series);
        size = larger;
    }

    /** Takes a series away. Only under the writers' lock. */
    void remove(S series) {
        List<S> left = all();
        if (left.remove(series)) {
            slots = filled(left, slots.length());
            size = left.size();
        }
    }

    /** All series, in no order. */
    List<S> all() {
        AtomicReferenceArray<S> in = slots;
        List<S> found = new ArrayList<>(size);
        for (int i = 0; i < in.length(); i++) {
            S at = in.getAcquire(i);
            if (at != null) {
                found.add(at);
            }
        }
        return found;
    }

    private static <S extends Series> AtomicReferenceArray<S> filled(List<S> series, int capacity) {
        AtomicReferenceArray<S> made = new AtomicReferenceArray<>(capacity);
        for (S one : series) {
            put(made, one);
        }
        return made;
    }

    private static <S extends Series> void put(AtomicReferenceArray<S> into, S series) {
        int mask = into.length() - 1;
        int i = hash(series.values()) & mask;
        while (into.getPlain(i) != null) {
            i = (i + 1) & mask;
        }
        into.setRelease(i, series);
    }

    private static int hash(String[] values) {
        int hash = 0;
        for (String value : values) {
            hash = hash * 31 + value.hashCode();
        }
        return spread(hash);
    }

    private static int spread(int hash) {
        int mixed = hash * 0x9E3779B9; // similar texts have similar hashes
        return mixed ^ (mixed >>> 16);
    }
}
