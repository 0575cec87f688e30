/** Probes from outside: the configuration of the blackbox exporter, and of the scrapes that use it. */
@NullMarked
package io.obs.ops.probe;

import org.jspecify.annotations.NullMarked;
