/** Whether a set-up fits: what a service exposes, what a Prometheus scrapes and evaluates, and the files that were made, held against the catalogue and the generators. */
@NullMarked
package io.obs.ops.check;

import org.jspecify.annotations.NullMarked;
