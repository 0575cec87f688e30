/**
 * The bridge between logback's MDC and obs's context: events carry the context they were made in to whatever thread
 * writes them, and appenders that know only the MDC see the ids where that is asked for. Nothing is ever put into the MDC.
 */
@NullMarked
package io.obs.logging.mdc;

import org.jspecify.annotations.NullMarked;
