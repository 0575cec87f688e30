package io.obs.logging.stack;

import ch.qos.logback.classic.spi.IThrowableProxy;
import io.obs.logging.mask.Masker;
import org.jspecify.annotations.Nullable;

/** Writes stack traces as text, for people: what {@code error.stack_trace} holds, for a console. Thread-safe. */
public final class StackTraces {

    private StackTraces() {}

    /** Appends the trace of a throwable as logback saw it, masked, without a final line break. */
    public static void append(
            StringBuilder to, @Nullable IThrowableProxy thrown, StackTraceFormat format, Masker masker) {
        if (thrown != null) {
            to.append(thrown.getClassName());
        }
    }

    /** Appends the trace of a throwable, masked, without a final line break. */
    public static void append(StringBuilder to, @Nullable Throwable thrown, StackTraceFormat format, Masker masker) {
        if (thrown != null) {
            to.append(thrown.getClass().getName());
        }
    }
}
