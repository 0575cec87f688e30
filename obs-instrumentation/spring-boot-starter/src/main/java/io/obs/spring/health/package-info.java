/**
 * obs's health and Boot's, each shown by the other.
 */
@NullMarked
package io.obs.spring.health;

import org.jspecify.annotations.NullMarked;
