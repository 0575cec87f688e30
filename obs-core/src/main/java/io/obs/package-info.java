/**
 * The front door: {@link io.obs.Observability} is all that most services ever import.
 */
@NullMarked
package io.obs;

import org.jspecify.annotations.NullMarked;
