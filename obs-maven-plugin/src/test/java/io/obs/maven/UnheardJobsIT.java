package io.obs.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.sun.management.ThreadMXBean;
import io.obs.context.RequestContext;
import io.obs.job.WovenJobs;
import io.obs.testkit.LogLine;
import io.obs.testkit.TestTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Woven methods where no trace is sampled and the jobs' lines are off: what is left to see is as if they were not. */
@Timeout(120)
@SuppressWarnings("try") // scopes are for their end
class UnheardJobsIT {

    private static final org.slf4j.Logger LOG = LoggerFactory.getLogger("shop");

    @TempDir
    private Path directory;

    private final TestTelemetry telemetry =
            TestTelemetry.start(builder -> builder.set("otel.traces.sampler", "parentbased_always_off"));
    private final Logger lines = (Logger) LoggerFactory.getLogger("obs.job");
    private Class<?> service;

    @BeforeEach
    void weave() throws IOException {
        lines.setLevel(Level.WARN);
        Sources sources = new Sources(directory).addSample().compile();
        assertThat(sources.weave().errors()).isEmpty();
        service = sources.load("Service");
        WovenJobs.reportTo(telemetry.obs());
        assertThat(Context.current()).isSameAs(Context.root()); // the storage is there
    }

    @AfterEach
    void close() {
        lines.setLevel(null);
        telemetry.close();
        assertThat(Context.current()).isSameAs(Context.root());
    }

    private Object call(String job, Class<?> type, Object argument) {
        try {
            return service.getMethod(job, type).invoke(null, argument);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(e.getMessage(), e);
        }
    }

    private Object inside(Supplier<?> work) {
        return call("inside", Supplier.class, work);
    }

    private void value(double value, String name, String... labels) {
        assertThat(telemetry.scrape().value(name, labels)).as(name).hasValue(value);
    }

    private static String requestId() {
        return String.valueOf(RequestContext.current().requestId());
    }

    private static String traceId() {
        return Span.current().getSpanContext().getTraceId();
    }

    @Test
    void call_isCounted_andNothingElse() {
        for (int i = 0; i < 3; i++) {
            assertThat(inside(() -> "done")).isEqualTo("done");
        }
        call("createdElsewhere", Supplier.class, (Supplier<?>) () -> null);

        value(3, "jobs_created_total");
        value(4, "jobs_completed_total", "status", "success");
        value(4, "job_processing_duration_seconds_count");
        value(0, "jobs_active");
        assertThat(telemetry.lines("obs.job")).isEmpty();
        assertThat(telemetry.spans()).isEmpty();
    }

    /** The least of several rounds, as what else the thread is charged with (the compiler's work, a sample) is none of ours. */
    @Test
    void call_allocatesNothing() throws Exception {
        Sources sources =
                new Sources(directory.resolve("tight")).add("Tight", """
                        public class Tight implements Runnable {
                            int sum;
                            public void run() { for (int i = 0; i < 10_000; i++) { sum += one(i); } }
                            @ObservedJob private static int one(int value) { return value + 1; }
                        }""").compile();
        assertThat(sources.weave().errors()).isEmpty();
        Runnable tight = (Runnable) sources.load("Tight").getConstructor().newInstance();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        int rounds = 0;
        while (rounds < 200 && least > 0) {
            long before = threads.getCurrentThreadAllocatedBytes();
            tight.run();
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
            rounds++;
        }
        assertThat(least).as("bytes of 10,000 calls, after %s rounds", rounds).isZero();
        value(rounds * 10_000.0, "jobs_completed_total", "status", "success");
    }

    @Test
    void runningCalls_areActive_lookedAtOrNot() {
        inside(() -> inside(() -> {
            value(2, "jobs_active"); // asks over HTTP
            assertThat(requestId()).startsWith("req-");
            value(2, "jobs_active");
            return null;
        }));
        value(0, "jobs_active");
        value(2, "jobs_completed_total", "status", "success");
        value(2, "jobs_created_total");
    }

    @Test
    void lineInside_hasIds_sharedByNestedJobsAndOthersByNone() {
        inside(() -> inside(() -> {
            LOG.info("one");
            return inside(() -> {
                LOG.info("two");
                return null;
            });
        }));
        LOG.info("outside");
        inside(() -> {
            LOG.info("three");
            return null;
        });

        LogLine[] said = telemetry.lines("shop").toArray(LogLine[]::new);
        assertThat(said).hasSize(4);
        assertThat(said[0].text("request_id")).matches("req-[0-9a-f]{24}").isEqualTo(said[1].text("request_id"));
        assertThat(said[0].text("trace_id")).matches("[0-9a-f]{32}").isEqualTo(said[1].text("trace_id"));
        assertThat(said[0].text("span_id")).isNotEqualTo(said[1].text("span_id"));
        assertThat(said[2].fields()).doesNotContainKeys("request_id", "trace_id");
        assertThat(said[3].text("request_id")).isNotEqualTo(said[0].text("request_id"));
        assertThat(said[3].text("trace_id")).isNotEqualTo(said[0].text("trace_id"));
    }

    @Test
    void ids_areTheSameAtEachLook_andThoseOfTheRequestAround() {
        assertThat(inside(() -> requestId().equals(requestId()) && traceId().equals(traceId())))
                .isEqualTo(true);
        try (Scope request =
                Context.root().with(RequestContext.of("req-1").userId("ann")).makeCurrent()) {
            assertThat(inside(() -> requestId() + RequestContext.current().userId()))
                    .isEqualTo("req-1ann");
            inside(() -> RequestContext.current().userId("bob"));
            assertThat(RequestContext.current().userId()).isEqualTo("bob");
        }
    }

    @Test
    void contextHandedOn_staysThatOfItsJob_whateverTheThreadDoesNext() throws Exception {
        ExecutorService pool = Executors.newSingleThreadExecutor();
        ExecutorService following = telemetry.obs().executor(pool);
        CompletableFuture<String> go = new CompletableFuture<>();
        Context[] untouched = new Context[1];
        Future<?> first = (Future<?>) ((Object[]) inside(() -> {
                    untouched[0] = Context.current();
                    return new Object[] {following.submit(() -> go.join() + requestId()), null};
                }))
                [0];
        String second = (String) inside(UnheardJobsIT::requestId);
        go.complete("");

        assertThat(first.get(30, TimeUnit.SECONDS))
                .isEqualTo(RequestContext.from(untouched[0]).requestId())
                .isNotEqualTo(second);
        assertThat(pool.submit(UnheardJobsIT::requestId).get()).isEqualTo("null");
        pool.shutdown();
    }

    @Test
    void otherContextMadeCurrentInside_isSeen_andTheJobsOwnAfterwards() {
        inside(() -> {
            try (Scope scope =
                    Context.root().with(RequestContext.of("req-other")).makeCurrent()) {
                assertThat(requestId()).isEqualTo("req-other");
                assertThat(inside(UnheardJobsIT::requestId)).isEqualTo("req-other");
            }
            assertThat(requestId()).startsWith("req-").isNotEqualTo("req-other");
            return null;
        });
    }

    @Test
    void failure_hasItsLineWithIds_andItsReason() {
        assertThatThrownBy(() -> call("fail", Throwable.class, new IOException("disk")))
                .hasRootCauseMessage("disk");
        assertThatThrownBy(() -> inside(() -> {
                    LOG.info("before");
                    throw new IllegalStateException("full");
                }))
                .hasRootCauseMessage("full");

        LogLine[] failed = telemetry.lines("obs.job").toArray(LogLine[]::new);
        assertThat(failed).hasSize(2);
        assertThat(failed[0].fields())
                .containsEntry("failure_reason", "dependency")
                .containsKeys("request_id", "trace_id", "duration_ms", "error");
        assertThat(failed[1].text("request_id"))
                .isEqualTo(telemetry.lines("shop").get(0).text("request_id"));
        value(1, "jobs_failed_total", "failure_reason", "dependency");
        value(2, "jobs_completed_total", "status", "failure");
        value(0, "jobs_completed_total", "status", "success");
        value(2, "jobs_created_total");
        value(2, "job_processing_duration_seconds_count");
        value(0, "jobs_active");
    }

    @Test
    void slowCall_warns() {
        call("impatient", Supplier.class, (Supplier<?>) () -> {
            for (long since = System.nanoTime(); System.nanoTime() - since < 2_000_000; ) {
                Thread.onSpinWait();
            }
            return null;
        });
        assertThat(telemetry.lines("obs.job"))
                .singleElement()
                .satisfies(line -> assertThat(line.fields())
                        .containsEntry("level", "WARN")
                        .containsEntry("job", "impatient")
                        .containsKey("request_id"))
                .satisfies(line -> assertThat(line.number("duration_ms")).isGreaterThanOrEqualTo(2));
        value(1, "jobs_created_total");
        value(1, "jobs_completed_total", "status", "success");
        value(0, "jobs_active");
    }

    @Test
    void stage_endsTheJobWhenItDoes() {
        CompletableFuture<String> stage = new CompletableFuture<>();
        assertThat(call("completable", CompletableFuture.class, stage)).isSameAs(stage);
        value(1, "jobs_active");
        value(0, "jobs_completed_total", "status", "success");

        stage.complete("done");
        value(0, "jobs_active");
        value(1, "jobs_completed_total", "status", "success");
    }

    @Test
    void linesSwitchedOn_areThereFromTheNextCall() {
        inside(() -> null);
        lines.setLevel(Level.INFO);
        inside(() -> null);
        assertThat(telemetry.lines("obs.job"))
                .singleElement()
                .satisfies(line -> assertThat(line.fields()).containsKeys("request_id", "trace_id"));
        value(2, "jobs_completed_total", "status", "success");
    }

    @Test
    void jobInsideASampledTrace_hasItsSpan() {
        Span sampled = Span.wrap(SpanContext.createFromRemoteParent(
                "4bf92f3577b34da6a3ce929d0e0e4736",
                "00f067aa0ba902b7",
                TraceFlags.getSampled(),
                TraceState.getDefault()));
        try (Scope scope = sampled.makeCurrent()) {
            inside(() -> null);
        }
        telemetry.eventually(() -> assertThat(telemetry.spans()).singleElement().satisfies(span -> {
            assertThat(span.name()).isEqualTo("inside");
            assertThat(span.parentSpanId()).isEqualTo("00f067aa0ba902b7");
        }));
    }

    @Test
    void deepRecursion_isCountedToTheLast() {
        for (int i = 0; i < 10; i++) {
            nest(40);
        }
        value(400, "jobs_completed_total", "status", "success");
        value(0, "jobs_active");
    }

    private Object nest(int depth) {
        return inside(() -> depth == 1 ? requestId() : nest(depth - 1));
    }
}
