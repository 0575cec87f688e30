/**
 * The smallest service.
 */
@NullMarked
package io.obs.examples.hello;

import org.jspecify.annotations.NullMarked;
