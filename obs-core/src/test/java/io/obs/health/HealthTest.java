package io.obs.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.awaitility.Awaitility.await;

import io.obs.ManualClock;
import io.obs.health.HealthCheck.Kind;
import io.obs.pipeline.Failures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HealthTest {

    private final ManualClock clock = new ManualClock();
    private final Failures failures = new Failures(clock);
    private Health health = health(Duration.ofSeconds(30));
    private final CountDownLatch release = new CountDownLatch(1);
    private final AtomicInteger calls = new AtomicInteger();

    private Health health(Duration timeout) {
        return Health.create(clock, failures, timeout, Duration.ofSeconds(1));
    }

    @AfterEach
    void close() {
        release.countDown();
        health.close();
    }

    private HealthResult hang() throws InterruptedException {
        calls.incrementAndGet();
        release.await();
        return HealthResult.healthy();
    }

    @Test
    void status_isTheWorstOfAllChecks() {
        assertThat(health.status()).isEqualTo(HealthStatus.HEALTHY);

        health.register("a", Kind.READINESS, () -> HealthResult.degraded("slow"));
        health.register("b", Kind.LIVENESS, HealthResult::healthy);
        assertThat(health.status()).isEqualTo(HealthStatus.DEGRADED);
        assertThat(health.status(Kind.LIVENESS)).isEqualTo(HealthStatus.HEALTHY);

        health.register("c", Kind.LIVENESS, () -> HealthResult.down("dead"));
        assertThat(health.status()).isEqualTo(HealthStatus.DOWN);
        assertThat(health.status(Kind.READINESS)).isEqualTo(HealthStatus.DEGRADED);
    }

    @Test
    void checks_areAskedByName_andNoOther() {
        health.register("mine", Kind.LIVENESS, HealthResult::healthy);
        health.register("theirs", Kind.READINESS, () -> HealthResult.degraded("call " + calls.incrementAndGet()));

        assertThat(health.results(name -> name.equals("mine"))).containsExactly(entry("mine", HealthResult.healthy()));
        assertThat(calls).hasValue(0);
    }

    @Test
    void result_isUsedAgain_untilTheCacheIsTooOld() {
        health.register("db", Kind.READINESS, () -> HealthResult.degraded("call " + calls.incrementAndGet()));

        assertThat(health.results(Kind.READINESS)).containsValue(HealthResult.degraded("call 1"));
        clock.advance(Duration.ofMillis(999));
        assertThat(health.results(Kind.READINESS)).containsValue(HealthResult.degraded("call 1"));
        clock.advance(Duration.ofMillis(1));
        assertThat(health.results(Kind.READINESS)).containsValue(HealthResult.degraded("call 2"));
    }

    @Test
    void check_askedByManyAtOnce_runsOnce() {
        health.register("db", Kind.READINESS, this::hang);
        List<CompletableFuture<HealthStatus>> asking = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            asking.add(CompletableFuture.supplyAsync(health::status, task -> new Thread(task).start()));
        }
        await().until(() -> calls.get() == 1);
        release.countDown();

        assertThat(asking).allMatch(status -> status.join() == HealthStatus.HEALTHY);
        assertThat(calls).hasValue(1);
    }

    @Test
    void hangingCheck_isDown_andNotStartedAgainUntilItEnds() {
        health.close();
        health = health(Duration.ofMillis(20));
        health.register("db", Kind.READINESS, this::hang);
        Map<String, HealthResult> timedOut = Map.of("db", HealthResult.down("timed out after 20ms"));

        assertThat(health.results(Kind.READINESS)).isEqualTo(timedOut);
        await().until(() -> calls.get() == 1);
        clock.advance(Duration.ofHours(1));
        assertThat(health.results(Kind.READINESS)).isEqualTo(timedOut);
        assertThat(calls).hasValue(1);

        release.countDown();
        await().until(() -> health.status() == HealthStatus.HEALTHY);
    }

    @Test
    void hangingChecks_takeNoLongerTogetherThanOne_andHurtNoOther() {
        health.close();
        health = health(Duration.ofSeconds(2));
        for (int i = 0; i < 15; i++) {
            health.register("hangs" + i, Kind.READINESS, this::hang);
        }
        health.register("works", Kind.READINESS, HealthResult::healthy);

        long start = System.nanoTime();
        Map<String, HealthResult> results = health.results(Kind.READINESS);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15)); // 15 x 2 s in turn

        assertThat(results.get("works")).isEqualTo(HealthResult.healthy());
        assertThat(results.get("hangs7")).isEqualTo(HealthResult.down("timed out after 2s"));
    }

    @Test
    void moreHangingChecks_thanThreads_areAllDown_andThreadsAreBounded() {
        health.close();
        health = health(Duration.ofMillis(50));
        for (int i = 0; i < 100; i++) {
            health.register("hangs" + i, Kind.READINESS, this::hang);
        }

        assertThat(health.results(Kind.READINESS).values())
                .hasSize(100)
                .allMatch(result -> result.detail().startsWith("timed out"));
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> thread.getName().equals("obs-health"))
                .hasSizeLessThanOrEqualTo(32) // this health's 16, and those of others that are ending
                .allMatch(Thread::isDaemon);
    }

    @Test
    void throwingCheck_isDown_andCounted() {
        health.register("db", Kind.READINESS, () -> {
            throw new StackOverflowError("secret");
        });
        health.register("null", Kind.READINESS, () -> null);

        assertThat(health.results(Kind.READINESS))
                .containsEntry("db", HealthResult.down("StackOverflowError"))
                .containsEntry("null", HealthResult.down("the check answered nothing"));
        assertThat(failures.totals()).containsEntry("health", 1L);
    }

    @Test
    void check_thatIsReplacedOrRemoved_isNotAskedAnyMore() {
        var first = health.register("db", Kind.READINESS, () -> HealthResult.down("old"));
        var second = health.register("db", Kind.READINESS, () -> HealthResult.degraded("new"));
        first.remove();
        assertThat(health.status()).isEqualTo(HealthStatus.DEGRADED);

        second.remove();
        second.remove();
        assertThat(health.results(Kind.READINESS)).isEmpty();
    }

    @Test
    void detail_thatIsEndless_isCut() {
        health.register("db", Kind.READINESS, () -> HealthResult.down("x".repeat(100_000)));

        assertThat(health.results(Kind.READINESS).get("db").detail()).hasSize(500);
    }

    @Test
    void interruptedAsker_hearsSoAndStaysInterrupted() {
        health.register("db", Kind.READINESS, this::hang);
        Thread.currentThread().interrupt();

        assertThat(health.results(Kind.READINESS).get("db").detail()).contains("interrupted");
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void health_afterClose_asksNobody() {
        health.register("db", Kind.READINESS, () -> HealthResult.down("x"));
        health.close();
        health.register("late", Kind.READINESS, () -> HealthResult.down("x"));

        assertThat(health.status()).isEqualTo(HealthStatus.HEALTHY);
    }
}
