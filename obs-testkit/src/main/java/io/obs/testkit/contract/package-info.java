/**
 * A service's telemetry as a checked-in file: {@link io.obs.testkit.contract.TelemetryContract} compares what a test has
 * recorded with it.
 */
@NullMarked
package io.obs.testkit.contract;

import org.jspecify.annotations.NullMarked;
