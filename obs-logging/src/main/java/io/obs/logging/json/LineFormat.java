package io.obs.logging.json;

import io.obs.logging.stack.StackTraceFormat;
import io.obs.mask.Masker;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What {@link LineEncoder} writes into each line.
 *
 * @param service the service's name
 * @param includeLogger whether lines carry {@code logger}
 * @param includeThread whether lines carry {@code thread}
 * @param maxMessageBytes the longest message, and the longest text of any other field, in bytes as they stand in the
 *     line; the rest is cut with a mark. 1 KiB to 16 MiB; a whole line is about four times as long at most
 * @param masker finds the secrets
 * @param stackTraces how exceptions are written
 * @param further fields that the service adds to every line
 */
public record LineFormat(
        String service,
        boolean includeLogger,
        boolean includeThread,
        int maxMessageBytes,
        Masker masker,
        StackTraceFormat stackTraces,
        List<EventFields> further) {

    /** The longest message when nothing else is said: 256 KiB. */
    public static final int DEFAULT_MAX_MESSAGE_BYTES = 256 * 1024;

    /** The least that {@link #maxMessageBytes} may be. */
    public static final int LEAST_MAX_MESSAGE_BYTES = 1024;

    /** The most that {@link #maxMessageBytes} may be. */
    public static final int MOST_MAX_MESSAGE_BYTES = 16 * 1024 * 1024;

    public LineFormat {
        Objects.requireNonNull(service, "service");
        Objects.requireNonNull(masker, "masker");
        Objects.requireNonNull(stackTraces, "stackTraces");
        further = List.copyOf(further);
        if (maxMessageBytes < LEAST_MAX_MESSAGE_BYTES || maxMessageBytes > MOST_MAX_MESSAGE_BYTES) {
            throw new IllegalArgumentException("maxMessageBytes is " + maxMessageBytes + "; allowed: "
                    + LEAST_MAX_MESSAGE_BYTES + " to " + MOST_MAX_MESSAGE_BYTES);
        }
    }

    /** The same with further fields behind those it has. */
    public LineFormat with(List<EventFields> more) {
        List<EventFields> all = new ArrayList<>(further);
        all.addAll(more);
        return new LineFormat(service, includeLogger, includeThread, maxMessageBytes, masker, stackTraces, all);
    }

    /** The defaults of SPEC section 2 for a service. */
    public static LineFormat of(String service) {
        return new LineFormat(
                service,
                true,
                true,
                DEFAULT_MAX_MESSAGE_BYTES,
                Masker.standard(),
                StackTraceFormat.standard(),
                List.of());
    }
}
