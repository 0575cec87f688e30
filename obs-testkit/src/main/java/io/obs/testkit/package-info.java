/**
 * The kit with which telemetry is tested as its users see it: {@link io.obs.testkit.TestTelemetry} starts an obs with
 * everything that is on the class path, and shows its scrape, its log lines and its exported spans.
 */
@NullMarked
package io.obs.testkit;

import org.jspecify.annotations.NullMarked;
