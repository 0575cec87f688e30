package io.obs.logging.stack;

import ch.qos.logback.classic.spi.IThrowableProxy;
import org.jspecify.annotations.Nullable;

/** A throwable as a trace needs it, whether it is here itself or only as logback recorded it. */
public interface Thrown {

    /** The class's name. */
    String type();

    /** Its message; what its own code throws, goes on to the caller. */
    @Nullable
    String message();

    int frames();

    StackTraceElement frame(int index);

    @Nullable
    Thrown cause();

    Thrown[] suppressed();

    /** What tells two throwables apart. */
    Object identity();

    /** How many of its last frames it shares with its cause, where that is known already; else -1. */
    int sharedWithCause();

    /** As logback recorded it. */
    static Thrown of(IThrowableProxy recorded) {
        return new RecordedThrown(recorded);
    }

    /** The throwable itself. */
    static Thrown of(Throwable thrown) {
        return new LiveThrown(thrown, thrown.getStackTrace());
    }
}
