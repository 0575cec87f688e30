package io.obs.logging.stack;

import org.jspecify.annotations.Nullable;

/** A throwable that is here itself. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record LiveThrown(Throwable thrown, StackTraceElement[] trace) implements Thrown {

    private static final Thrown[] NONE = {};

    @Override
    public String type() {
        return thrown.getClass().getName();
    }

    @Override
    public @Nullable String message() {
        return thrown.getMessage();
    }

    @Override
    public int frames() {
        return trace.length;
    }

    @Override
    public StackTraceElement frame(int index) {
        return trace[index];
    }

    @Override
    public @Nullable Thrown cause() {
        Throwable cause = thrown.getCause();
        return cause == null ? null : Thrown.of(cause);
    }

    @Override
    public Thrown[] suppressed() {
        Throwable[] suppressed = thrown.getSuppressed();
        if (suppressed.length == 0) {
            return NONE;
        }
        Thrown[] all = new Thrown[suppressed.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = Thrown.of(suppressed[i]);
        }
        return all;
    }

    @Override
    public Object identity() {
        return thrown;
    }

    @Override
    public int sharedWithCause() {
        return -1;
    }
}
