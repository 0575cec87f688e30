/**
 * obs in a Spring Boot service: made from Boot's environment and beans, closed with the application context.
 */
@NullMarked
package io.obs.spring;

import org.jspecify.annotations.NullMarked;
