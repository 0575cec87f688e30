package io.obs.metrics;

import java.util.function.DoubleSupplier;

/** One callback for a value, and what it last said. */
final class Source extends Reading {

    private final DoubleSupplier supplier;
    private volatile double value;
    private volatile boolean readable;

    Source(DoubleSupplier supplier) {
        this.supplier = supplier;
    }

    @Override
    void read() {
        double now = supplier.getAsDouble();
        value = now;
        readable = !Double.isNaN(now);
    }

    @Override
    void failed() {
        readable = false;
    }

    /** What it said when it was last read; while a slow one is being read, what it said before. */
    double value() {
        return value;
    }

    /** False where it was never read, or when it last was had no number to say or threw. */
    boolean isReadable() {
        return readable;
    }
}
