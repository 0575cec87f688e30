@NullMarked
package io.obs.spring.client;

import org.jspecify.annotations.NullMarked;
