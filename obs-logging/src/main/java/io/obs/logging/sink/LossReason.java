package io.obs.logging.sink;

import java.util.Locale;

/** Why a line was lost: the {@code reason} label of {@code obs_dropped_total{signal="log"}}. */
public enum LossReason {
    /** The queue was full: the output is blocked or too slow. */
    QUEUE_FULL,
    /** The queue was full because the output fails: closed, disk full. */
    WRITE_FAILED,
    /** The line alone is larger than what the queue may hold. */
    TOO_LONG,
    /** The process ended before the output took it. */
    CLOSED,
    /** Not even the line's fallback could be encoded. */
    ENCODING;

    private final String label = name().toLowerCase(Locale.ROOT);

    public String label() {
        return label;
    }
}
