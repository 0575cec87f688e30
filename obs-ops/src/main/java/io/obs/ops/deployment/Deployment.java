package io.obs.ops.deployment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One deployment.
 *
 * @param at when, to the minutes that its source tells
 * @param version what was deployed, if it is known
 * @param failed true where it did not succeed; null where the source can't tell
 */
public record Deployment(
        Instant at, @Nullable String version, @Nullable Boolean failed) {}
