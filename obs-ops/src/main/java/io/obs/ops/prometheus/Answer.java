package io.obs.ops.prometheus;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the server said, read whole. */
record Answer(
        List<Series> series,
        List<String> strings,
        List<String> warnings,
        @Nullable String error) {}
