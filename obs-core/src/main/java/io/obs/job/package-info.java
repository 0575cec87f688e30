/**
 * Jobs: the neutral description of a unit of background work, and the handler that owns its life cycle.
 */
@NullMarked
package io.obs.job;

import org.jspecify.annotations.NullMarked;
