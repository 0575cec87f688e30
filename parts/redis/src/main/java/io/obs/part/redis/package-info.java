/** A real Redis: the standing one that the environment names, or an embedded one on loopback. */
@NullMarked
package io.obs.part.redis;

import org.jspecify.annotations.NullMarked;
