/** Finds secrets in keys and in text, in linear time, and says what stands in their place. */
@NullMarked
package io.obs.mask;

import org.jspecify.annotations.NullMarked;
