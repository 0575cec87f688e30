/** Observes Quartz by its own listeners. */
@NullMarked
package io.obs.quartz;

import org.jspecify.annotations.NullMarked;
