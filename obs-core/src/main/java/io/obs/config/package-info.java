/**
 * Configuration: keys declared as data, read once from code, system properties, environment and obs.properties.
 */
@NullMarked
package io.obs.config;

import org.jspecify.annotations.NullMarked;
