@NullMarked
package io.obs.spring.webflux;

import org.jspecify.annotations.NullMarked;
