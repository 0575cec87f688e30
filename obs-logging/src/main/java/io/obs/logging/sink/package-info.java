/**
 * Where encoded lines go: a bounded queue of bytes that never makes a logging thread wait, and the one daemon thread that
 * writes them out, whole lines only. Knows nothing of logback. Not exported.
 */
@NullMarked
package io.obs.logging.sink;

import org.jspecify.annotations.NullMarked;
