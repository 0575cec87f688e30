/**
 * Contract tests: what a protocol promises, written once and inherited by each of its adapters, run on a real server,
 * client or scheduler.
 */
@NullMarked
package io.obs.testkit;

import org.jspecify.annotations.NullMarked;
