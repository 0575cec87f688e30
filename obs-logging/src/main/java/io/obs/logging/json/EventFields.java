package io.obs.logging.json;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.obs.pipeline.FieldWriter;

/**
 * Adds fields to every line: what a service computes from the event.
 *
 * <p>Must be thread-safe. What it throws costs its own fields, never the line. A field that the line already carries is
 * kept under {@code fields.<name>}.
 */
@FunctionalInterface
public interface EventFields {

    void write(ILoggingEvent event, FieldWriter to);
}
