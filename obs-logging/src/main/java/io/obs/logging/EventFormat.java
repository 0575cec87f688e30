package io.obs.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.opentelemetry.context.Context;

/** Turns an event into the bytes of its line. Thread-safe. */
interface EventFormat {

    /** Takes a line's bytes, newline included; they are the callee's only during the call. */
    @FunctionalInterface
    interface Taker {
        void take(byte[] bytes, int offset, int length);
    }

    /** Hands over exactly one line. */
    void format(ILoggingEvent event, Context context, Taker to);
}
