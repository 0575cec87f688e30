/**
 * Adapter of the JDK's {@code HttpClient}, synchronous and asynchronous: translates its calls into the neutral HTTP
 * requests of {@code io.obs.http}.
 */
@NullMarked
package io.obs.httpclient;

import org.jspecify.annotations.NullMarked;
