/**
 * Carries obs's context through Reactor, and whatever else restores thread locals by Micrometer's context-propagation.
 *
 * <p>Being on the class path is enough: the library finds the accessor by itself.
 */
@NullMarked
package io.obs.reactor;

import org.jspecify.annotations.NullMarked;
