package io.obs.pipeline;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How an operation ended.
 *
 * @param result success, failure or cancelled
 * @param errorType a member of a bounded set that says why it failed ({@code error_type}, {@code failure_reason});
 *     null where it did not
 * @param error what was thrown, if anything; it goes on to the caller unchanged
 */
public record Outcome(
        Result result, @Nullable String errorType, @Nullable Throwable error) {

    /** The one successful outcome. */
    public static final Outcome SUCCESS = new Outcome(Result.SUCCESS, null, null);

    /** The three ways to end. */
    public enum Result {
        SUCCESS,
        FAILURE,
        CANCELLED
    }

    public Outcome {
        Objects.requireNonNull(result, "result");
    }

    /** A failure of the given type. */
    public static Outcome failure(String errorType, @Nullable Throwable error) {
        return new Outcome(Result.FAILURE, Objects.requireNonNull(errorType, "errorType"), error);
    }

    /** An end that somebody asked for. */
    public static Outcome cancelled(@Nullable Throwable error) {
        return new Outcome(Result.CANCELLED, null, error);
    }

    public boolean isFailure() {
        return result == Result.FAILURE;
    }
}
