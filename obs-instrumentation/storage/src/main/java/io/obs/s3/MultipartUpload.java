package io.obs.s3;

import io.obs.storage.StorageOperation;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;

/**
 * One upload in parts, from its creation until it is completed, aborted or given up. A part that failed may be sent again:
 * it makes the upload fail only if that is aborted.
 */
final class MultipartUpload {

    private final StorageOperation whole;
    private final String startedIn;
    private long touched;
    private volatile @Nullable S3Failure partFailed;

    /** @param around the context of whoever created it */
    MultipartUpload(StorageOperation whole, Context around) {
        this.whole = whole;
        this.startedIn = Span.fromContext(around).getSpanContext().getSpanId();
    }

    /**
     * What a step hangs below: the upload, where it is sent from where the upload was created, or from no span at all (an
     * SDK's thread); else the span around it.
     */
    Context parent(Context around) {
        SpanContext here = Span.fromContext(around).getSpanContext();
        return !here.isValid() || here.getSpanId().equals(startedIn) ? whole.context() : around;
    }

    /** When it was last heard of, on the pipeline's clock; guarded by the table's lock. */
    long touched() {
        return touched;
    }

    void touched(long nanos) {
        touched = nanos;
    }

    void partFailed(S3Failure failure) {
        partFailed = failure;
    }

    void completed() {
        whole.end();
    }

    void failed(S3Failure failure) {
        failure.end(whole);
    }

    /** @param failure why aborting it failed, or null */
    void aborted(@Nullable S3Failure failure) {
        S3Failure reason = partFailed != null ? partFailed : failure;
        if (reason == null) {
            whole.cancelled();
        } else {
            failed(reason);
        }
    }

    void givenUp() {
        S3Failure reason = partFailed;
        if (reason == null) {
            whole.abandoned();
        } else {
            failed(reason);
        }
    }
}
