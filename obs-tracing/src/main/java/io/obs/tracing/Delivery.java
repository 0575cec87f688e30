package io.obs.tracing;

import io.obs.pipeline.Failures;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicBoolean;

/** Around one exporter: counts what became of each batch, and can be told to stop trying. */
final class Delivery implements SpanExporter {

    private final SpanExporter exporter;
    private final SpanLedger ledger;
    private final Reach reach;
    private final Failures failures;
    private final boolean first;
    private final AtomicBoolean stopped = new AtomicBoolean();
    private volatile CompletableResultCode stopping = CompletableResultCode.ofSuccess();

    Delivery(SpanExporter exporter, SpanLedger ledger, Reach reach, Failures failures, boolean first) {
        this.exporter = exporter;
        this.ledger = ledger;
        this.reach = reach;
        this.failures = failures;
        this.first = first;
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
        Batch batch = new Batch(spans.size());
        if (stopped.get()) {
            settle(batch, CompletableResultCode.ofFailure());
            return CompletableResultCode.ofFailure();
        }
        CompletableResultCode result = handOver(spans, batch);
        result.whenComplete(() -> settle(batch, result));
        return result;
    }

    private CompletableResultCode handOver(Collection<SpanData> spans, Batch batch) {
        batch.enter();
        try {
            return exporter.export(spans);
        } catch (Throwable e) {
            failures.caught("exporter", e);
            return CompletableResultCode.ofExceptionalFailure(e);
        } finally {
            Batch.leave();
        }
    }

    private void settle(Batch batch, CompletableResultCode result) {
        boolean closing = stopped.get();
        ledger.settle(batch, result.isSuccess(), closing, first);
        if (!result.isSuccess()) {
            if (!closing) {
                reach.failed(batch.answer(), result.getFailureThrowable(), batch.spans());
            }
        } else if (batch.answeredBadly()) {
            reach.failed("the answer is no OTLP", null, batch.spans());
        } else if (batch.rejected() > 0) {
            reach.failed("the collector rejected them", null, batch.rejected());
        } else {
            reach.reached();
        }
    }

    /** Ends what is under way, and fails from now on: for a deadline that has passed. */
    void stop() {
        if (stopped.compareAndSet(false, true)) {
            stopping = exporter.shutdown();
        }
    }

    @Override
    public CompletableResultCode flush() {
        return exporter.flush();
    }

    @Override
    public CompletableResultCode shutdown() {
        stop();
        return stopping;
    }

    @Override
    public String toString() {
        return "Delivery{" + exporter + '}';
    }
}
