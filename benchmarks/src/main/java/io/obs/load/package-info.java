/**
 * The load harness: a service under load in a process of its own while the collector or stdout fails, held against the
 * same process's healthy phases.
 */
@NullMarked
package io.obs.load;

import org.jspecify.annotations.NullMarked;
