/**
 * What a room (metrics, logging, tracing, ...) implements to plug into {@link io.obs.Observability}.
 */
@NullMarked
package io.obs.spi;

import org.jspecify.annotations.NullMarked;
