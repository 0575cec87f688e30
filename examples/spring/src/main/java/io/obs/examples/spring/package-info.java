/**
 * The smallest Spring Boot service.
 */
@NullMarked
package io.obs.examples.spring;

import org.jspecify.annotations.NullMarked;
