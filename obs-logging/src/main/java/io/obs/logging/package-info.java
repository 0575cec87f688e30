/**
 * Logs: encodes every logback event as one line of JSON that carries the ids of the request it belongs to, and writes
 * it without ever blocking the service.
 */
@NullMarked
package io.obs.logging;

import org.jspecify.annotations.NullMarked;
