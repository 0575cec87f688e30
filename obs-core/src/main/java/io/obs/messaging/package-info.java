/**
 * Messages and queues: the neutral message adapters translate into, the handler that owns the life cycle of what is
 * published and consumed, and the asking for queues' depths.
 */
@NullMarked
package io.obs.messaging;

import org.jspecify.annotations.NullMarked;
