package io.obs.tracing;

import io.obs.pipeline.Drops;
import io.obs.pipeline.Signal;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * Keeps the books of sampled spans: made = delivered + lost + {@link #queued()}, exactly, once nothing moves.
 *
 * <p>A span is entered when it is admitted to the queue and settled once: with the batch it was exported in, or when
 * the books are closed. Thread-safe.
 */
final class SpanLedger {

    private final LongAdder made = new LongAdder();
    private final LongAdder delivered = new LongAdder();
    private final AtomicInteger queued = new AtomicInteger();
    private final LongAdder queueFull;
    private final LongAdder exportFailed;
    private final LongAdder rejected;
    private final LongAdder badAnswer;
    private final LongAdder shutdown;
    private volatile boolean closed;

    SpanLedger(Drops drops) {
        queueFull = drops.known(Signal.TRACE, "queue_full");
        exportFailed = drops.known(Signal.TRACE, "export_failed");
        rejected = drops.known(Signal.TRACE, "rejected");
        badAnswer = drops.known(Signal.TRACE, "bad_answer");
        shutdown = drops.known(Signal.TRACE, "shutdown");
    }

    /** Enters a span where the queue has room; where it has none the span is lost. */
    boolean admit(int capacity) {
        made.increment();
        if (closed) {
            shutdown.increment();
            return false;
        }
        if (queued.incrementAndGet() > capacity) {
            queued.decrementAndGet();
            queueFull.increment();
            return false;
        }
        return true;
    }

    /** To be asked after a span was handed on: it may have been too late. */
    void admitted() {
        if (closed) {
            writeOff();
        }
    }

    /**
     * Settles a batch.
     *
     * @param first false for the second and further exporters of a service that has several: what they lose is counted,
     *     but the span has left the queue with the first
     */
    synchronized void settle(Batch batch, boolean success, boolean closing, boolean first) {
        if (closed) {
            return; // written off already
        }
        int spans = batch.spans();
        long lost = !success || batch.answeredBadly() ? spans : Math.min(batch.rejected(), spans);
        LongAdder reason =
                !success ? (closing ? shutdown : exportFailed) : batch.answeredBadly() ? badAnswer : rejected;
        reason.add(lost);
        if (first) {
            queued.addAndGet(-spans);
            delivered.add(spans - lost);
        }
    }

    /** Closes the books: what is still queued is lost, and so is what comes later. */
    synchronized void close() {
        closed = true;
        writeOff();
    }

    private void writeOff() {
        shutdown.add(queued.getAndSet(0));
    }

    /** Spans that wait or are on their way. */
    int queued() {
        return queued.get();
    }

    long made() {
        return made.sum();
    }

    long delivered() {
        return delivered.sum();
    }

    long lost() {
        return queueFull.sum() + exportFailed.sum() + rejected.sum() + badAnswer.sum() + shutdown.sum();
    }
}
