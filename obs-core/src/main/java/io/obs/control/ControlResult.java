package io.obs.control;

import java.util.Map;

/**
 * What became of a use of a control.
 *
 * @param outcome how it ended
 * @param facts what there is to tell: JSON-friendly values
 */
public record ControlResult(Outcome outcome, Map<String, Object> facts) {

    /** How a use ended, and how the metric says it. */
    public enum Outcome {
        DONE("done"),
        /** There is no such control, or nothing of that name to use it on. */
        UNKNOWN("invalid"),
        /** What was asked for makes no sense. */
        INVALID("invalid"),
        /** Who asked may not. */
        DENIED("denied"),
        /** It was tried and threw. */
        FAILED("failed");

        private final String label;

        Outcome(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }
}
