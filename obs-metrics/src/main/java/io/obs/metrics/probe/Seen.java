package io.obs.metrics.probe;

/**
 * How one question ended.
 *
 * @param failure why it failed, for people; empty where it succeeded
 * @param nanos from the question to the end of the answer, or to the failure
 */
record Seen(String failure, long nanos) {

    boolean isSuccess() {
        return failure.isEmpty();
    }
}
