package io.obs.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DropsTest {

    private final Drops drops = new Drops();
    private final Map<Drops.Kind, LongSupplier> heard = new ConcurrentHashMap<>();

    private void hear(Drops.Kind kind, LongSupplier total) {
        assertThat(heard.put(kind, total)).as("told twice: " + kind).isNull();
    }

    @Test
    void knownKind_existsAtZero() {
        drops.known(Signal.LOG, "queue_full");

        assertThat(drops.totals()).containsExactly(Map.entry(new Drops.Kind(Signal.LOG, "queue_full"), 0L));
    }

    @Test
    void watcher_hearsOfEachKindOnce_knownAndNew() {
        drops.count(Signal.TRACE, "shutdown", 2);
        drops.watch(this::hear);
        drops.count(Signal.TRACE, "shutdown", 3);
        drops.count(Signal.METRIC, "cap", 1);

        assertThat(heard).hasSize(2);
        assertThat(heard.get(new Drops.Kind(Signal.TRACE, "shutdown")).getAsLong())
                .isEqualTo(5);
        assertThat(heard.get(new Drops.Kind(Signal.METRIC, "cap")).getAsLong()).isEqualTo(1);
    }

    @Test
    void losses_countedByManyThreads_areAllThere() {
        drops.watch(this::hear);
        IntStream.range(0, 40_000).parallel().forEach(i -> drops.count(Signal.LOG, "reason" + i % 4, 1));

        assertThat(drops.totals())
                .hasSize(4)
                .allSatisfy((kind, total) -> assertThat(total).isEqualTo(10_000));
        assertThat(heard).hasSize(4);
    }
}
