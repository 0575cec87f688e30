/**
 * Traces: builds an OpenTelemetry SDK out of its own standard variables, keeps the spans that matter, counts the ones
 * it loses, and shuts down within a deadline.
 */
@NullMarked
package io.obs.tracing;

import org.jspecify.annotations.NullMarked;
