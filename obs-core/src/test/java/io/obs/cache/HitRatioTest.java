package io.obs.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;

class HitRatioTest {

    private static final long START = -TimeUnit.HOURS.toNanos(1);

    private final LongAdder untimedHits = new LongAdder();
    private final LongAdder untimedMisses = new LongAdder();
    private final HitRatio ratio = new HitRatio(Duration.ofMinutes(5), START, untimedHits::sum, untimedMisses::sum);

    private static long at(long seconds) {
        return START + TimeUnit.SECONDS.toNanos(seconds);
    }

    @Test
    void nothing_isZero() {
        assertThat(ratio.value(at(0))).isZero();
        assertThat(ratio.value(at(100_000))).isZero();
    }

    @Test
    void window_forgets() {
        ratio.record(1, 0, at(0));
        ratio.record(0, 1, at(200));
        assertThat(ratio.value(at(200))).isEqualTo(0.5);
        assertThat(ratio.value(at(310))).isZero(); // only the miss is left
    }

    @Test
    void withoutTraffic_theLastValueStays_alsoWhereNobodyRead() {
        ratio.record(3, 1, at(0));
        assertThat(ratio.value(at(10_000))).isEqualTo(0.75);
        ratio.record(0, 1, at(20_000));
        assertThat(ratio.value(at(20_000))).isZero();
    }

    @Test
    void lateReading_countsWhereTheOthersAre() {
        ratio.record(1, 0, at(100));
        ratio.record(0, 1, at(50));
        assertThat(ratio.value(at(40))).isEqualTo(0.5);
    }

    @Test
    void untimed_areAsOldAsTheLatestReading() {
        untimedHits.add(3);
        untimedMisses.add(1);
        assertThat(ratio.value(at(15))).isEqualTo(0.75);
        untimedMisses.add(4);
        assertThat(ratio.value(at(30))).isEqualTo(0.375);
        assertThat(ratio.value(at(300))).isZero(); // only those after the reading at 15 are left
        assertThat(ratio.value(at(10_000))).isZero();
        ratio.record(1, 0, at(20_000));
        untimedMisses.increment();
        assertThat(ratio.value(at(40_000))).isEqualTo(0.5); // nobody read within the window, and none is lost
    }

    /** Against a list of everything, with the window's width as exact as the slots are. */
    @Test
    void randomTraffic_isWhatALookAtAllOfItSays() {
        record Request(long second, boolean hit) {}
        Random random = new Random(42);
        List<Request> all = new ArrayList<>();
        long second = 0;
        for (int i = 0; i < 2_000; i++) {
            second += random.nextInt(20) == 0 ? random.nextInt(900) : random.nextInt(10);
            boolean hit = random.nextBoolean();
            all.add(new Request(second, hit));
            ratio.record(hit ? 1 : 0, hit ? 0 : 1, at(second));
            long from = second / 10 * 10 - 290;
            List<Request> window =
                    all.stream().filter(request -> request.second() >= from).toList();
            assertThat(ratio.value(at(second)))
                    .isEqualTo((double) window.stream().filter(Request::hit).count() / window.size());
        }
    }

    @Test
    void concurrentRecords_areAllThere() throws Exception {
        List<Thread> threads = new ArrayList<>();
        for (int t = 0; t < 4; t++) {
            long hits = t % 2;
            threads.add(new Thread(() -> {
                for (int i = 0; i < 50_000; i++) {
                    ratio.record(hits, 1 - hits, at(i / 200));
                }
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(ratio.value(at(250))).isEqualTo(0.5);
    }
}
