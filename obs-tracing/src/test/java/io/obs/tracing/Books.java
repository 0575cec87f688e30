package io.obs.tracing;

import io.obs.Observability;
import io.obs.pipeline.Drops;
import io.obs.pipeline.Signal;
import java.util.Map;

/** What obs says of the spans it lost. */
final class Books {

    private Books() {}

    static long lost(Observability obs) {
        return obs.drops().totals().values().stream().mapToLong(Long::longValue).sum();
    }

    static long lost(Observability obs, String reason) {
        Map<Drops.Kind, Long> totals = obs.drops().totals();
        return totals.getOrDefault(new Drops.Kind(Signal.TRACE, reason), 0L);
    }
}
