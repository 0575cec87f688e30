/**
 * Remote procedure calls, server and client: the neutral types adapters translate into, and the handlers that own the
 * life cycle. A server's calls feed the HTTP families and leave access lines as HTTP requests do.
 */
@NullMarked
package io.obs.rpc;

import org.jspecify.annotations.NullMarked;
