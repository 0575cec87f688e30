package io.obs.tracing;

import org.jspecify.annotations.Nullable;

/**
 * One export on its way, and what its answer said. A sender is called on the exporting thread, without the batch's size;
 * {@link #current()} tells it which batch it carries.
 */
final class Batch {

    private static final ThreadLocal<@Nullable Batch> CURRENT = new ThreadLocal<>();

    private final int spans;
    private volatile long rejected;
    private volatile boolean answeredBadly;
    private volatile @Nullable String answer;

    Batch(int spans) {
        this.spans = spans;
    }

    static @Nullable Batch current() {
        return CURRENT.get();
    }

    void enter() {
        CURRENT.set(this);
    }

    static void leave() {
        CURRENT.remove();
    }

    /** Notes the body of a positive answer. */
    void answered(byte[] body) {
        long read = OtlpAnswer.rejectedSpans(body);
        if (read == OtlpAnswer.UNREADABLE) {
            answeredBadly = true;
        } else {
            rejected = read;
        }
    }

    /** Notes a negative answer: {@code HTTP 503}. */
    void refused(String status) {
        answer = status;
    }

    /** The last negative answer; null if there was none. */
    @Nullable
    String answer() {
        return answer;
    }

    int spans() {
        return spans;
    }

    long rejected() {
        return rejected;
    }

    boolean answeredBadly() {
        return answeredBadly;
    }
}
