@NullMarked
package io.obs.spring.resilience;

import org.jspecify.annotations.NullMarked;
