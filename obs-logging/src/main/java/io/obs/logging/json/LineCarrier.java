package io.obs.logging.json;

import io.obs.pipeline.Line;

/**
 * An event of logback that stands for one of obs's own lines (access, job, breaker).
 *
 * <p>{@link LineEncoder} takes message, fields, error and ids from the line, and only level, logger, thread and time
 * from the event.
 */
public interface LineCarrier {

    /** The line this event stands for. */
    Line line();
}
