/**
 * Caches, in the process and on a network: the neutral types adapters translate into, and the handler that owns an
 * operation's life cycle, hits and misses, and the hit ratio of the service.
 */
@NullMarked
package io.obs.cache;

import org.jspecify.annotations.NullMarked;
