package io.obs.pipeline;

import io.opentelemetry.context.Context;

/**
 * Which work a listener need not hear of: work that begins in a context, ends well and at its time, and whose own context
 * nobody looks at on the way. Where one of the three turns out otherwise, all listeners hear of it then: late, with the
 * right times. Thread-safe; never blocks.
 */
@FunctionalInterface
public interface Unheard {

    /** All of it. */
    Unheard ALL = (parent, logger) -> true;

    /** None of it. */
    Unheard NONE = (parent, logger) -> false;

    /**
     * Asked as the work begins.
     *
     * @param parent the context around it
     * @param logger that of the line which it has at its end, at the level INFO
     */
    boolean leavesOut(Context parent, String logger);
}
