/**
 * resilience4j's circuit breakers, made here or watched in a registry of the service's own: their states, calls and
 * transitions go to the neutral types of {@code io.obs.breaker}.
 */
@NullMarked
package io.obs.resilience;

import org.jspecify.annotations.NullMarked;
