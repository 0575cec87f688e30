package io.obs.logging.json;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.obs.pipeline.Failures;
import io.obs.spi.EarlyContext;
import io.opentelemetry.context.Context;
import java.util.Objects;

/**
 * Encodes one event as one line of JSON (SPEC section 2).
 *
 * <p>Thread-safe, immutable. Never throws, but for errors that nobody may keep ({@link Failures#isFatal}): what an
 * argument's {@code toString()} throws stands as text in the value's place, and is counted as a failure of {@code log}.
 *
 * <pre>{@code
 * LineBuffer line = buffers.acquire();
 * try {
 *     encoder.encode(event, line);
 *     out.write(line.array(), 0, line.length());
 * } finally {
 *     buffers.release(line);
 * }
 * }</pre>
 */
public final class LineEncoder {

    private final LineParts parts;

    public LineEncoder(LineFormat format, Failures failures) {
        EarlyContext.expect();
        parts = new LineParts(Objects.requireNonNull(format, "format"), Objects.requireNonNull(failures, "failures"));
    }

    /** Writes the event's line, with the ids of the thread's current context or of the line that it carries. */
    public void encode(ILoggingEvent event, LineBuffer out) {
        encode(event, event instanceof LineCarrier carrier ? carrier.line().context() : Context.current(), out);
    }

    /** Writes the event's line, with the ids of a context that was captured when the event was made. */
    public void encode(ILoggingEvent event, Context context, LineBuffer out) {
        LineWriter writer = out.writer;
        if (writer == null || writer.parts != parts) {
            writer = new LineWriter(parts, out);
            out.writer = writer;
        }
        writer.write(event, context);
    }
}
