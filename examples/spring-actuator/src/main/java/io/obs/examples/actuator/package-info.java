/**
 * A Spring Boot service that had Boot's own observability before it got obs.
 */
@NullMarked
package io.obs.examples.actuator;

import org.jspecify.annotations.NullMarked;
