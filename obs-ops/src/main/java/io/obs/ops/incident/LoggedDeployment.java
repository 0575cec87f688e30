package io.obs.ops.incident;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A deployment as somebody, or a pipeline, wrote it down.
 *
 * @param service whose it is; null: everybody's
 * @param at when
 * @param version what was deployed, if it is known
 * @param failed true where it did not succeed
 */
public record LoggedDeployment(
        @Nullable String service, Instant at, @Nullable String version, boolean failed) {}
