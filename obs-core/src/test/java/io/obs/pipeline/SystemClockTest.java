package io.obs.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class SystemClockTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private final AtomicLong monotonic = new AtomicLong(-5);
    private final AtomicReference<Instant> wall = new AtomicReference<>(NOON);
    private final AtomicInteger readings = new AtomicInteger();
    private final SystemClock clock = new SystemClock(monotonic::get, () -> {
        readings.incrementAndGet();
        return wall.get();
    });

    private Instant now() {
        return Instant.EPOCH.plusNanos(clock.epochNanos(clock.nanoTime()));
    }

    private void pass(Duration time) {
        monotonic.addAndGet(time.toNanos());
        wall.updateAndGet(now -> now.plus(time));
    }

    @Test
    void timestamps_followTheWallClock_readOnceASecond() {
        for (int i = 0; i < 10_000; i++) {
            pass(Duration.ofMillis(1));
            assertThat(now()).isEqualTo(wall.get());
        }
        assertThat(readings).hasValueBetween(9, 12);
    }

    @Test
    void wallClock_thatSteps_movesTimestampsWithinASecond_andNoDuration() {
        long start = clock.nanoTime();
        wall.updateAndGet(now -> now.minus(Duration.ofHours(5)));
        pass(Duration.ofMillis(500));
        long end = clock.nanoTime();

        assertThat(end - start).isEqualTo(Duration.ofMillis(500).toNanos());
        assertThat(clock.epochNanos(end) - clock.epochNanos(start)).isEqualTo(end - start);

        pass(Duration.ofSeconds(1));
        assertThat(now()).isEqualTo(wall.get());
    }

    @Test
    void readingOfBefore_isDatedBefore() {
        long before = clock.nanoTime();
        pass(Duration.ofSeconds(10));
        long after = clock.nanoTime();
        long dated = clock.epochNanos(after);

        assertThat(dated - clock.epochNanos(before))
                .isEqualTo(Duration.ofSeconds(10).toNanos());
    }

    @Test
    void systemClock_tellsTheTime() {
        Clock system = Clock.system();
        Instant now = Instant.EPOCH.plusNanos(system.epochNanos(system.nanoTime()));

        assertThat(now).isBetween(Instant.now().minusSeconds(60), Instant.now().plusSeconds(60));
    }
}
