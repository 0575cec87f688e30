/** Observes the beans of a service as Spring makes them. */
@NullMarked
package io.obs.spring.bean;

import org.jspecify.annotations.NullMarked;
