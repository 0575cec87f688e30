@NullMarked
package io.obs.spring.task;

import org.jspecify.annotations.NullMarked;
