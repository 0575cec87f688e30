/** Adapter of resilience4j's registries that are beans, by the room of circuit breakers. */
@NullMarked
package io.obs.spring.resilience;

import org.jspecify.annotations.NullMarked;
