/** Log lines for people at a terminal. */
@NullMarked
package io.obs.logging.console;

import org.jspecify.annotations.NullMarked;
