package io.obs.metrics;

import io.obs.catalog.Label;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** Lets at most so many values of one label of one family become series; the rest becomes {@link Label#OTHER}. */
final class LabelGuard {

    /** A longer value is cut: the values are kept for as long as the service runs. */
    static final int MAX_LENGTH = 512;

    private final Label label;
    private final int cap;
    private final Set<String> admitted = ConcurrentHashMap.newKeySet();
    private volatile boolean full;
    private final AtomicBoolean told = new AtomicBoolean();

    /** @param cap how many values of an open label; a bounded one has those it has */
    LabelGuard(Label label, int cap) {
        this.label = label;
        this.cap = label.isBounded() ? label.values().size() : cap;
        admitted.addAll(label.values());
        full = admitted.size() >= this.cap;
    }

    Label label() {
        return label;
    }

    int cap() {
        return cap;
    }

    /** The value itself, made fit for a label, or {@link Label#OTHER}. */
    String admit(String value) {
        String fit = fit(value);
        if (admitted.contains(fit)) {
            return fit;
        }
        return !full && admitNew(fit) ? fit : Label.OTHER;
    }

    private synchronized boolean admitNew(String value) {
        if (admitted.size() >= cap && !admitted.contains(value)) {
            return false;
        }
        admitted.add(value);
        full = admitted.size() >= cap;
        return true;
    }

    /** Only the values of the series that are left count from now on. */
    synchronized void retain(Set<String> left) {
        if (!label.isBounded()) {
            admitted.retainAll(left);
            full = admitted.size() >= cap;
        }
    }

    /** True the first time it is asked. */
    boolean firstFold() {
        return !told.get() && told.compareAndSet(false, true);
    }

    private static String fit(String value) {
        for (int i = 0; i < value.length(); i++) {
            if (Character.isSurrogate(value.charAt(i))) {
                return cut(wellFormed(value));
            }
        }
        return cut(value);
    }

    /** Without lone surrogates: they have no UTF-8, and two values would read the same on the scrape. */
    private static String wellFormed(String value) {
        StringBuilder text = new StringBuilder(value.length());
        value.codePoints()
                .forEach(c -> text.appendCodePoint(
                        c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE ? '\uFFFD' : c));
        return text.toString();
    }

    private static String cut(String value) {
        if (value.length() <= MAX_LENGTH) {
            return value;
        }
        int end = Character.isHighSurrogate(value.charAt(MAX_LENGTH - 1)) ? MAX_LENGTH - 1 : MAX_LENGTH;
        return value.substring(0, end);
    }
}
