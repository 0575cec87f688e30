package io.obs.ops.prometheus;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the server said, read whole. */
record Answer(
        List<Series> series,
        List<String> strings,
        List<Map<String, Object>> objects,
        List<String> warnings,
        @Nullable String error) {}
