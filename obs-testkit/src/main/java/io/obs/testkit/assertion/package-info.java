/**
 * Assertions over what a service's telemetry shows, across its signals: {@link
 * io.obs.testkit.assertion.TelemetryAssertions#assertThat(io.obs.Observability)} is where they begin.
 */
@NullMarked
package io.obs.testkit.assertion;

import org.jspecify.annotations.NullMarked;
