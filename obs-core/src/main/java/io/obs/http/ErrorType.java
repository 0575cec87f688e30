package io.obs.http;

import io.obs.context.RequestContext;
import java.util.Objects;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Which member of the bounded set {@code error_type} an HTTP answer belongs to (SPEC section 1). */
final class ErrorType {

    static final String CLIENT_ERROR = "client_error";
    static final String SERVER_ERROR = "server_error";
    static final String TIMEOUT = "timeout";
    static final String CIRCUIT_OPEN = "circuit_open";
    static final String DEPENDENCY = "dependency";
    static final String EXCEPTION = "exception";
    static final String ABORTED = "aborted";

    /** The status of a request whose client went away. */
    static final int CLIENT_CLOSED = 499;

    private ErrorType() {}

    /** The type that an answer of this status has when nothing more is known; at least 400. */
    static String declared(int status) {
        return Objects.requireNonNull(of(status, null, RequestContext.NONE));
    }

    /** The type of an answer of 400 and above; null below. */
    static @Nullable String of(int status, @Nullable Throwable thrown, RequestContext request) {
        if (status < 400) {
            return null;
        }
        if (status == CLIENT_CLOSED) {
            return ABORTED;
        }
        if (status == 408 || status == 504 || (thrown instanceof TimeoutException && status >= 500)) {
            return TIMEOUT;
        }
        if (status < 500) {
            return CLIENT_ERROR;
        }
        String hint = request.failureHint();
        if (hint != null && (hint.equals(CIRCUIT_OPEN) || hint.equals(TIMEOUT) || hint.equals(DEPENDENCY))) {
            return hint;
        }
        if (thrown != null) {
            return EXCEPTION;
        }
        return status == 502 ? DEPENDENCY : SERVER_ERROR;
    }
}
