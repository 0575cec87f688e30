/** Alerting and recording rules for Prometheus. */
@NullMarked
package io.obs.ops.rules;

import org.jspecify.annotations.NullMarked;
