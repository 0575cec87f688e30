/** Adapters of the Redis clients Lettuce and Jedis, each of use without the other. */
@NullMarked
package io.obs.redis;

import org.jspecify.annotations.NullMarked;
