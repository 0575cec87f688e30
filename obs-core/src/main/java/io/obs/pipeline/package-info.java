/**
 * The one way through the house: an {@link io.obs.pipeline.Operation} starts, listeners hear of it, it ends once.
 */
@NullMarked
package io.obs.pipeline;

import org.jspecify.annotations.NullMarked;
