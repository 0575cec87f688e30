/**
 * Circuit breakers: states, outcomes and transitions, independent of the library that implements them.
 */
@NullMarked
package io.obs.breaker;

import org.jspecify.annotations.NullMarked;
