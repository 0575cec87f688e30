package io.obs.spring.client;

import io.obs.http.HttpClientOperation;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeoutException;

/** Why a call has no answer. */
final class CallFailure {

    private CallFailure() {}

    /** Ends the call; what Spring has wrapped around an interruption counts as the interruption. */
    static void end(HttpClientOperation operation, Throwable error) {
        if (error.getCause() instanceof InterruptedException interruption) {
            operation.failed(interruption, false);
        } else {
            operation.failed(error, isTimeout(error));
        }
    }

    /** Each client library has timeouts of its own kind; they agree on the name. */
    private static boolean isTimeout(Throwable error) {
        return error instanceof TimeoutException
                || error instanceof SocketTimeoutException
                || error.getClass().getSimpleName().endsWith("TimeoutException");
    }
}
