package io.obs.tracing;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;

/**
 * Stands before the SDK's batch processor and lets in no more spans than its queue holds, so that what is lost there is
 * known exactly: the processor itself only tells of drops in passing.
 */
final class Admission implements SpanProcessor {

    private final SpanProcessor batches;
    private final SpanLedger ledger;
    private final int capacity;

    Admission(SpanProcessor batches, SpanLedger ledger, int capacity) {
        this.batches = batches;
        this.ledger = ledger;
        this.capacity = capacity;
    }

    @Override
    public void onStart(Context parentContext, ReadWriteSpan span) {}

    @Override
    public boolean isStartRequired() {
        return false;
    }

    @Override
    public void onEnd(ReadableSpan span) {
        if (span.getSpanContext().isSampled() && ledger.admit(capacity)) {
            batches.onEnd(span);
            ledger.admitted();
        }
    }

    @Override
    public boolean isEndRequired() {
        return true;
    }

    @Override
    public CompletableResultCode forceFlush() {
        return batches.forceFlush();
    }

    @Override
    public CompletableResultCode shutdown() {
        return batches.shutdown();
    }

    @Override
    public String toString() {
        return "Admission{" + batches + '}';
    }
}
