package io.obs.logging.json;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * A small pool of {@link LineBuffer}s, striped by thread: no thread local, so a million virtual threads hold no more
 * buffers than threads run at once.
 *
 * <p>Thread-safe; never blocks. A buffer that isn't given back is simply lost to the pool.
 */
public final class LineBuffers {

    private static final int SLOTS =
            Integer.highestOneBit(Math.max(8, Runtime.getRuntime().availableProcessors() * 4));

    private final AtomicReferenceArray<@Nullable LineBuffer> slots = new AtomicReferenceArray<>(SLOTS);

    /** An empty pool. */
    public LineBuffers() {}

    /** An empty buffer that is the caller's until {@link #release}. */
    public LineBuffer acquire() {
        LineBuffer pooled = slots.getAndSet(slot(), null);
        if (pooled == null) {
            return new LineBuffer();
        }
        return pooled;
    }

    /** Gives a buffer back; the caller must not touch it again. */
    public void release(LineBuffer buffer) {
        buffer.reset();
        slots.lazySet(slot(), buffer);
    }

    private static int slot() {
        long id = Thread.currentThread().getId();
        return (int) ((id * 0x9E3779B97F4A7C15L) >>> 32) & (SLOTS - 1);
    }
}
