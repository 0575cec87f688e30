package io.obs.logging;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Logs at level CRITICAL, which SLF4J does not have: an ERROR with the marker {@link #MARKER} (SPEC section 2).
 *
 * <p>Elsewhere than in obs's lines it is an ordinary ERROR. Thread-safe.
 *
 * <pre>{@code
 * Critical.log(logger, "ledger {} does not balance", ledgerId, exception);
 * Critical.at(logger).addKeyValue("ledger", ledgerId).log("ledger does not balance");
 * }</pre>
 */
public final class Critical {

    /** What makes an ERROR critical. */
    public static final Marker MARKER = MarkerFactory.getMarker("CRITICAL");

    private Critical() {}

    /** Logs a message with its arguments; a throwable as the last one is the event's. */
    public static void log(Logger logger, String message, @Nullable Object... arguments) {
        logger.error(MARKER, message, arguments);
    }

    /** Begins an event of level CRITICAL, for key-values. */
    public static LoggingEventBuilder at(Logger logger) {
        return logger.atError().addMarker(MARKER);
    }

    static boolean is(@Nullable List<Marker> markers) {
        if (markers != null) {
            for (Marker marker : markers) {
                if (marker.contains(MARKER)) {
                    return true;
                }
            }
        }
        return false;
    }
}
