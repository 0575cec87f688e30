/** A made-up world of which everything is known, and a real Prometheus that is filled with what it would have scraped. */
@NullMarked
package io.obs.ops.world;

import org.jspecify.annotations.NullMarked;
