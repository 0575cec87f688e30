/** Adapter of Spring Data Redis' connection factories, by the adapter of Lettuce. */
@NullMarked
package io.obs.spring.redis;

import org.jspecify.annotations.NullMarked;
