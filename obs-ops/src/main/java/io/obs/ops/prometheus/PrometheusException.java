package io.obs.ops.prometheus;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * A query that got no answer, as one sentence a person can act on: what was asked of which server, and what it said.
 *
 * <p>Thrown once the retries that make sense are spent.
 */
public final class PrometheusException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final boolean tooMuch;

    PrometheusException(String message) {
        this(message, false, null);
    }

    PrometheusException(String message, boolean tooMuch, @Nullable Throwable cause) {
        super(message, cause);
        this.tooMuch = tooMuch;
    }

    /** True where the server refused the size of the answer: a shorter span may get one. */
    boolean isTooMuch() {
        return tooMuch;
    }
}
