/**
 * The synthetic probe: asks services over HTTP each minute, as a user would, where there is no blackbox exporter to do it,
 * and tells what it saw under that exporter's name, {@code probe_success}.
 */
@NullMarked
package io.obs.metrics.probe;

import org.jspecify.annotations.NullMarked;
