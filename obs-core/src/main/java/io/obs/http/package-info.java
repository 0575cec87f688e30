/**
 * HTTP, server and client: the neutral request types adapters translate into, and the handlers that own the life cycle.
 */
@NullMarked
package io.obs.http;

import org.jspecify.annotations.NullMarked;
