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
        value = supplier.getAsDouble();
        readable = true;
    }

    @Override
    void failed() {
        readable = false;
    }

    /** What it said when it was last read; while a slow one is being read, what it said before. */
    double value() {
        return value;
    }

    /** False where it was never read, or threw when it last was. */
    boolean isReadable() {
        return readable;
    }
}
