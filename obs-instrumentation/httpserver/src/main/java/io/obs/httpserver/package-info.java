/**
 * Adapter of the JDK's {@code HttpServer}: translates its exchanges into the neutral HTTP requests of {@code io.obs.http}.
 */
@NullMarked
package io.obs.httpserver;

import org.jspecify.annotations.NullMarked;
