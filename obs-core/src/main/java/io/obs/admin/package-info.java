/**
 * The embedded admin endpoint: a server of its own, to which rooms contribute pages.
 */
@NullMarked
package io.obs.admin;

import org.jspecify.annotations.NullMarked;
