package io.obs.httpserver;

import io.obs.http.HttpServerOperation;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Finds the moment at which a request ends: its response is complete and its handler has returned, in whichever order
 * and on whichever threads. A handler that hands the exchange over and returns is ended by who completes the response.
 *
 * <p>Heard by one thread at a time, as an exchange is used.
 */
final class RequestEnd {

    private static final int RETURNED = 1;
    private static final int COMPLETE = 2;
    private static final long CHUNKED = Long.MAX_VALUE;

    private final HttpServerOperation operation;
    private final AtomicInteger seen = new AtomicInteger();
    private int status;
    private long remaining = -1;
    private @Nullable Throwable gone;
    private @Nullable Throwable unread;

    RequestEnd(HttpServerOperation operation) {
        this.operation = operation;
    }

    /** @param length as given to {@code sendResponseHeaders}: -1 for no body, 0 for one of unknown length */
    void headersSent(int code, long length, boolean head) {
        if (code < 200 && code != 101) {
            return; // the answer proper is still to come
        }
        status = code;
        if (length < 0 || head || code == 204 || code == 304) {
            complete();
        } else {
            remaining = length == 0 ? CHUNKED : length;
        }
    }

    void written(int bytes) {
        if (remaining != CHUNKED) {
            remaining -= bytes;
            if (remaining <= 0) {
                complete(); // also for a handler that never closes the exchange: the client has all it waits for
            }
        }
    }

    void headersNotSent(IOException error) {
        if (status == 0) { // else they were sent already, and the handler is wrong
            gone(error);
        }
    }

    /** {@code bytes} more of the body could not be sent. */
    void notSent(IOException error, int bytes) {
        if (remaining >= bytes && !isComplete()) { // else they were more than announced, or after the end
            gone(error);
        }
    }

    /** The end of the body could not be sent; where bytes are missing the handler is wrong, not the client. */
    void notClosed(IOException error) {
        if (remaining == CHUNKED && !isComplete()) {
            gone(error);
        }
    }

    /** The request's body could not be read: the client's doing, if the handler makes no answer of it. */
    void notReceived(IOException error) {
        unread = error;
    }

    private void gone(IOException error) {
        gone = error;
        complete();
    }

    private boolean isComplete() {
        return (seen.get() & COMPLETE) != 0;
    }

    /** The exchange was closed, or its response body. */
    void complete() {
        mark(COMPLETE);
    }

    void returned() {
        mark(RETURNED);
    }

    /** The handler threw; the server will close the connection. */
    void thrown(Throwable error) {
        if (gone != null || (unread != null && status == 0)) {
            operation.aborted(error);
            return;
        }
        operation.thrown(error);
        operation.end(status);
    }

    private void mark(int what) {
        int before = seen.getAndAccumulate(what, (a, b) -> a | b);
        if (before != (RETURNED | COMPLETE) && (before | what) == (RETURNED | COMPLETE)) {
            if (gone != null) {
                operation.aborted(gone);
            } else if (unread != null && status == 0) {
                operation.aborted(unread);
            } else {
                operation.end(status);
            }
        }
    }
}
