@NullMarked
package io.obs.spring.job;

import org.jspecify.annotations.NullMarked;
