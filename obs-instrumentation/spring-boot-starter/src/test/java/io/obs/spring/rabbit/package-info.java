@NullMarked
package io.obs.spring.rabbit;

import org.jspecify.annotations.NullMarked;
