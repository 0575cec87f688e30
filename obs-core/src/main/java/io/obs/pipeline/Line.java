package io.obs.pipeline;

import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * Something that is worth a log line of obs's own: an access line, a job line, a breaker's transition.
 *
 * <p>The logging room asks for its parts when it writes it, in the thread that ended the operation; the ids come from
 * {@link #context()}, not from that thread.
 */
public interface Line {

    /** The logger the line is an event of, for example {@code obs.access}. */
    String lineLogger();

    /** The level, or null where this one gives no line (a probe's request). */
    @Nullable
    Level lineLevel();

    /** The message, for people. */
    String lineMessage();

    /** The line's own fields, beside those that each line of its context carries. */
    void lineFields(FieldWriter to);

    /** What was thrown, if anything. */
    @Nullable
    Throwable lineError();

    /** The context whose trace, request and user ids the line carries. */
    Context context();
}
