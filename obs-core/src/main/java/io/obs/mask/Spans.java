package io.obs.mask;

import java.util.Arrays;

/** Where a text holds secrets: pairs of start and end, ascending, apart from each other. Reusable; not thread-safe. */
public final class Spans {

    private static final int KEPT = 1024;

    private int[] bounds = new int[16];
    private int count;

    /** None yet. */
    public Spans() {}

    /** How many. */
    public int count() {
        return count;
    }

    /** The index of the first character of a secret. */
    public int start(int index) {
        return bounds[2 * index];
    }

    /** The index behind the last character of a secret. */
    public int end(int index) {
        return bounds[2 * index + 1];
    }

    void clear() {
        count = 0;
        if (bounds.length > KEPT) {
            bounds = new int[16];
        }
    }

    void add(int start, int end) {
        if (2 * count == bounds.length) {
            bounds = Arrays.copyOf(bounds, bounds.length * 2);
        }
        bounds[2 * count] = start;
        bounds[2 * count + 1] = end;
        count++;
    }
}
