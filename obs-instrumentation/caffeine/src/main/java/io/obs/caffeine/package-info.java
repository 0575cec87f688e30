/** Adapter of Caffeine's caches: takes their own account of hits, misses and loads into {@code io.obs.cache}. */
@NullMarked
package io.obs.caffeine;

import org.jspecify.annotations.NullMarked;
