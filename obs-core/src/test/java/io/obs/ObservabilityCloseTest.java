package io.obs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.obs.health.HealthCheck;
import io.obs.http.HttpServerHandler;
import io.obs.job.JobHandler;
import io.obs.pipeline.Operation;
import io.obs.pipeline.OperationListener;
import io.obs.pipeline.Signal;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ObservabilityCloseTest {

    private final List<String> closed = Collections.synchronizedList(new ArrayList<>());

    private static Observability.Builder builder() {
        return Observability.builder()
                .withoutDiscovery()
                .environment(Map.of())
                .set("obs.admin.port", "0")
                .set("obs.shutdown.timeout", "300ms");
    }

    private TestRoom closing(String name) {
        return new TestRoom(name, wiring -> wiring.onClose(left -> closed.add(name)));
    }

    @Test
    void close_runsTasksBackwards_theLogsLast() {
        builder()
                .install(closing("logging"))
                .install(closing("tracing"))
                .install(closing("metrics"))
                .install(closing("zoo"))
                .build()
                .close();

        assertThat(closed).containsExactly("zoo", "metrics", "tracing", "logging");
    }

    @Test
    void losses_areTold_afterTheOthersHaveFlushedAndBeforeTheLogsClose() {
        try (Lines lines = Lines.ofObs()) {
            TestRoom tracing = new TestRoom("tracing", wiring -> {
                wiring.drops().known(Signal.METRIC, "cap");
                wiring.onClose(left -> wiring.drops().count(Signal.TRACE, "shutdown", 7));
            });
            TestRoom logging = new TestRoom(
                    "logging", wiring -> wiring.onClose(left -> closed.add(String.join("|", lines.at("WARN")))));
            builder().install(tracing).install(logging).build().close();

            assertThat(closed).containsExactly("WARN obs closed; lost: trace shutdown 7");
        }
    }

    @Test
    void close_withNothingLost_saysSo() {
        try (Lines lines = Lines.ofObs()) {
            builder().build().close();

            assertThat(lines.all()).last().isEqualTo("INFO obs closed; nothing was lost");
        }
    }

    @Test
    void close_twice_runsTasksOnce() {
        Observability obs = builder().install(closing("zoo")).build();
        obs.close();
        obs.close();

        assertThat(closed).containsExactly("zoo");
    }

    @Test
    void close_concurrently_runsTasksOnce_andBothReturnWhenItIsDone() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        TestRoom slow = new TestRoom(
                "slow",
                wiring -> wiring.onClose(left -> {
                    entered.countDown();
                    await().until(() -> Thread.getAllStackTraces().keySet().stream()
                            .anyMatch(thread -> thread.getName().equals("second")
                                    && thread.getState() == Thread.State.TIMED_WAITING));
                    closed.add("slow");
                }));
        Observability obs =
                builder().set("obs.shutdown.timeout", "30s").install(slow).build();
        Thread first = new Thread(obs::close, "first");
        first.start();
        entered.await();
        Thread second = new Thread(
                () -> {
                    obs.close();
                    closed.add("second returned");
                },
                "second");
        second.start();
        first.join();
        second.join();

        assertThat(closed).containsExactly("slow", "second returned");
    }

    @Test
    void task_thatHangs_costsTheDeadlineOnly_andTheOthersStillRun() {
        CountDownLatch never = new CountDownLatch(1);
        AtomicInteger interrupted = new AtomicInteger();
        TestRoom hangs = new TestRoom(
                "zoo",
                wiring -> wiring.onClose(left -> {
                    try {
                        never.await();
                    } catch (InterruptedException e) {
                        interrupted.incrementAndGet();
                    }
                }));
        Observability obs = builder().install(closing("metrics")).install(hangs).build();
        obs.close();

        assertThat(closed).containsExactly("metrics");
        await().until(() -> interrupted.get() == 1);
    }

    @Test
    void task_thatThrows_hurtsNobody() {
        TestRoom throwing = new TestRoom(
                "zoo",
                wiring -> wiring.onClose(left -> {
                    throw new AssertionError("broken");
                }));
        builder().install(closing("metrics")).install(throwing).build().close();

        assertThat(closed).containsExactly("metrics");
    }

    @Test
    void task_hearsWhatIsLeft() {
        List<Duration> left = new ArrayList<>();
        builder()
                .install(new TestRoom("zoo", wiring -> wiring.onClose(left::add)))
                .build()
                .close();

        assertThat(left)
                .singleElement()
                .satisfies(time -> assertThat(time).isBetween(Duration.ofMillis(50), Duration.ofMillis(300)));
    }

    @Test
    void close_onAnInterruptedThread_flushesAndStaysInterrupted() {
        Observability obs = builder().install(closing("zoo")).build();
        Thread.currentThread().interrupt();
        obs.close();

        assertThat(Thread.interrupted()).isTrue();
        assertThat(closed).containsExactly("zoo");
    }

    @Test
    void everything_afterClose_isANoOp() throws Exception {
        AtomicInteger heard = new AtomicInteger();
        OperationListener listener = new OperationListener() {
            @Override
            public void onStart(Operation operation) {
                heard.incrementAndGet();
            }
        };
        Observability obs = builder()
                .install(new TestRoom("logging", wiring -> wiring.listen(Signal.LOG, listener)))
                .build();
        HttpServerHandler http = HttpServerHandler.create(obs);
        JobHandler jobs = JobHandler.create(obs);
        obs.close();

        assertThat(http.declare("GET", "/x")).isNotNull();
        assertThat(jobs.start(Context.root(), "job", null).context()).isNotNull();
        assertThat(obs.executor((Executor) Runnable::run)).isNotNull();
        assertThat(obs.wrapSupplier(() -> "called").get()).isEqualTo("called");
        assertThat(obs.health().results(HealthCheck.Kind.READINESS)).isEmpty();
        assertThat(obs.meters()).isNotNull();
        assertThat(obs.drops().totals()).isEmpty();
        assertThat(heard).hasValue(0);
    }

    @Test
    void threads_endWithClose() {
        Observability obs = builder().build();
        obs.health().status();
        obs.close();

        await().untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().startsWith("obs-admin") && thread.isAlive()));
    }
}
