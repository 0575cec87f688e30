package io.obs.s3;

import io.obs.storage.StorageOperation;
import org.jspecify.annotations.Nullable;

/**
 * A download between its call and its body, whichever ends last: the call returns before the body is read where it hands
 * out a stream, and after it where it hands out bytes. There may be a body for each attempt; the last one counts.
 *
 * <p>Thread-safe: bodies are read on any thread.
 */
final class Transfer {

    private final StorageOperation operation;
    private @Nullable Object body;
    private boolean returned;
    private boolean over;
    private boolean whole;
    private @Nullable Throwable error;

    Transfer(StorageOperation operation) {
        this.operation = operation;
    }

    /** A body comes. */
    synchronized void begins(Object attempt) {
        body = attempt;
        over = false;
        whole = false;
        error = null;
    }

    /**
     * Reading it has ended.
     *
     * @param all true where all of it was read; false where its reader left, or it broke
     */
    void ended(Object attempt, boolean all, @Nullable Throwable thrown) {
        synchronized (this) {
            if (attempt != body || over) {
                return;
            }
            over = true;
            whole = all;
            error = thrown;
            if (!returned) {
                return;
            }
        }
        finish();
    }

    /** The call has succeeded. */
    void returned() {
        synchronized (this) {
            returned = true;
            if (body != null && !over) {
                return;
            }
        }
        finish();
    }

    /** Only once nothing changes any more. */
    private void finish() {
        boolean all;
        Throwable thrown;
        synchronized (this) {
            all = whole || body == null;
            thrown = error;
        }
        if (thrown != null) {
            S3Failure.of(thrown).end(operation);
        } else {
            operation.ended(all, null);
        }
    }
}
