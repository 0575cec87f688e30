/**
 * Health checks, time-limited and cached, and what they add up to: HEALTHY, DEGRADED or DOWN.
 */
@NullMarked
package io.obs.health;

import org.jspecify.annotations.NullMarked;
