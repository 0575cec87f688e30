package io.obs.control;

import static java.util.Objects.requireNonNull;

/**
 * One of the things that a {@link Control} does, and whether it is for a time.
 *
 * @param name as operators give it: {@code open}
 * @param time whether it ends by itself
 */
public record ControlAction(String name, Time time) {

    /** Whether an action ends by itself. */
    public enum Time {
        /** It lasts; a time is refused. */
        NONE,
        /** For a time where one is given. */
        OPTIONAL,
        /** Always for a time: that which is given, or ten minutes. */
        LIMITED
    }

    public ControlAction {
        requireNonNull(name, "name");
        requireNonNull(time, "time");
    }

    @Override
    public String toString() {
        return name;
    }
}
