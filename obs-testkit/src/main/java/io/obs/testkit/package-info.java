/**
 * The kit with which telemetry is tested as its users see it: {@link io.obs.testkit.TestTelemetry} starts an obs with
 * everything that is on the class path, and shows its scrape, its log lines and its exported spans; {@link io.obs.testkit.ObsTest} gives
 * one to each test. What is asserted of it stands in {@code io.obs.testkit.assertion}.
 */
@NullMarked
package io.obs.testkit;

import org.jspecify.annotations.NullMarked;
