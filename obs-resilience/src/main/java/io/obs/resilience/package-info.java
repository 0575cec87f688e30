/**
 * Circuit breakers: watches those of a resilience4j registry, whoever made it, and reports their states, calls and
 * transitions through the neutral types of {@code io.obs.breaker}.
 */
@NullMarked
package io.obs.resilience;

import org.jspecify.annotations.NullMarked;
