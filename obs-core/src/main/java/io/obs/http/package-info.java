/**
 * HTTP, server and client: the neutral request types adapters translate into, and the handlers that own the life cycle.
 * What other protocols share with it, whose servers feed the same families, is in {@link io.obs.http.ServedRequests} and
 * {@link io.obs.http.SentRequests}.
 */
@NullMarked
package io.obs.http;

import org.jspecify.annotations.NullMarked;
