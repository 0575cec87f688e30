@NullMarked
package io.obs.spring.redis;

import org.jspecify.annotations.NullMarked;
