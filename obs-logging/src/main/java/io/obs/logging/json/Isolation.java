package io.obs.logging.json;

import io.obs.pipeline.Failures;

/** What becomes of a value whose own code throws: a text in its place, and a count. */
record Isolation(Failures failures) {

    /** The component of obs that these failures are counted under. */
    static final String COMPONENT = "log";

    /** Counts the failure and says what stands in the value's place; fatal errors go on. */
    String failed(Throwable error) {
        failures.caught(COMPONENT, error);
        return "[failed: " + error.getClass().getName() + "]";
    }

    /** The object's own text, or what stands in its place. */
    String text(Object value) {
        try {
            return String.valueOf(value.toString());
        } catch (Throwable e) {
            return failed(e);
        }
    }
}
