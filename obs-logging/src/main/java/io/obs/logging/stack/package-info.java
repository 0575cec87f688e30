/** Stack traces that people read and machines group: root cause first, without noise, bounded, with a hash. */
@NullMarked
package io.obs.logging.stack;

import org.jspecify.annotations.NullMarked;
