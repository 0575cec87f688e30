package io.obs.control;

import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * One kind of thing that operators may change while the service runs: contributed by a room through {@link
 * io.obs.spi.Wiring#control}, or by an adapter through {@link Controls#register}.
 *
 * <p>Guard, trail, metric and time limits are the affair of {@link Controls}. Called by one thread at a time, but for
 * {@link #now()}; what it throws is an answer of 500 and a counted failure.
 */
public interface Control {

    /** Its name in the path and the metric, of small letters: {@code breaker}. */
    String name();

    /** What it does; immutable. */
    List<ControlAction> actions();

    /** The names it may be used on now. */
    Collection<String> targets();

    /**
     * Does it.
     *
     * @param target one of {@link #targets()}
     * @param action the name of one of {@link #actions()}
     * @return how the target is now, in a word: {@code FORCED_OPEN}
     */
    String apply(String target, String action);

    /**
     * The time of the last action is over: makes the target what it was before the first of those that followed each other. Only
     * for controls that have actions for a time.
     *
     * @return how the target is now, in a word
     */
    default String expire(String target) {
        throw new UnsupportedOperationException(name() + " has no action for a time");
    }

    /** How its targets are, by name, for {@code /obs}; only those worth telling. */
    Map<String, Object> now();
}
