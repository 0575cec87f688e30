package io.obs.job;

/** Says which member of the bounded set {@code failure_reason} an exception is. Replaceable by the service. */
@FunctionalInterface
public interface FailureClassifier {

    String reason(Throwable error);

    /** By the exception's type, then by its name, then by its causes; {@code internal} for what is none of them. */
    static FailureClassifier standard() {
        return StandardFailures::reason;
    }
}
