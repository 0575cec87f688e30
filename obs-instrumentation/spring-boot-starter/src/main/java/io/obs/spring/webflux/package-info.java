/**
 * Adapter of Spring WebFlux: translates the exchanges of its HTTP server into the neutral requests of
 * {@code io.obs.http}, and carries obs's context through Reactor.
 */
@NullMarked
package io.obs.spring.webflux;

import org.jspecify.annotations.NullMarked;
