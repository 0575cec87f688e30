package io.obs.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.obs.context.RequestContext;
import io.obs.job.JobHandler;
import io.obs.job.JobOperation;
import io.obs.testkit.LogLine;
import io.obs.testkit.TestTelemetry;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Hooks;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Chains on Reactor's own schedulers: their lines have the ids of whoever subscribed, and the threads keep none. */
@Timeout(120)
@SuppressWarnings("try") // scopes are for their end
class ReactorIT {

    private static final Logger LOG = LoggerFactory.getLogger("shop");

    private final TestTelemetry telemetry = TestTelemetry.start();
    private final JobHandler jobs = JobHandler.create(telemetry.obs());
    private final Scheduler one = Schedulers.newSingle("one");

    @BeforeAll
    static void enable() {
        Hooks.enableAutomaticContextPropagation();
    }

    @AfterAll
    static void disable() {
        Hooks.disableAutomaticContextPropagation();
    }

    @AfterEach
    void close() {
        one.dispose();
        telemetry.close();
    }

    private void inJob(String name, Runnable work) {
        JobOperation job = jobs.start(Context.root(), name, null);
        try (Scope scope = job.makeCurrent()) {
            work.run();
        }
        job.succeeded();
    }

    private LogLine jobLine(String name) {
        return telemetry.lines("obs.job").stream()
                .filter(line -> name.equals(line.text("job")))
                .findFirst()
                .orElseThrow();
    }

    private static void assertIds(List<LogLine> lines, LogLine job) {
        assertThat(lines).isNotEmpty().allSatisfy(line -> {
            assertThat(line.text("request_id")).isEqualTo(job.text("request_id"));
            assertThat(line.text("trace_id")).isEqualTo(job.text("trace_id"));
            assertThat(line.text("span_id")).isEqualTo(job.text("span_id"));
        });
    }

    private List<LogLine> linesSaying(String word) {
        return telemetry.lines("shop").stream()
                .filter(line -> line.message().startsWith(word))
                .toList();
    }

    /** On a thread of the scheduler, which nobody has handed a context. */
    private String idLeftBehind() throws Exception {
        CompletableFuture<String> left = new CompletableFuture<>();
        one.schedule(() -> left.complete(String.valueOf(RequestContext.current().requestId())));
        return left.get(30, TimeUnit.SECONDS);
    }

    @Test
    void operators_logWithTheIdsOfWhoeverBlocks() throws Exception {
        inJob(
                "render",
                () -> Flux.range(1, 20)
                        .publishOn(one)
                        .doOnNext(frame -> LOG.info("published {}", frame))
                        .flatMap(frame -> Mono.delay(Duration.ofMillis(1)).thenReturn(frame))
                        .doOnNext(frame -> LOG.info("delayed {}", frame))
                        .subscribeOn(Schedulers.boundedElastic())
                        .blockLast());

        assertThat(linesSaying("published")).hasSize(20);
        assertThat(linesSaying("delayed")).hasSize(20);
        assertIds(telemetry.lines("shop"), jobLine("render"));
        assertThat(idLeftBehind()).isEqualTo("null");
    }

    @Test
    void chainsOnTheSameThread_neverSeeEachOther() throws Exception {
        CompletableFuture<?>[] running = new CompletableFuture<?>[2];
        for (String name : List.of("first", "second")) {
            inJob(
                    name,
                    () -> running[name.equals("first") ? 0 : 1] = Flux.range(1, 50)
                            .delayElements(Duration.ofMillis(1), one)
                            .doOnNext(frame -> LOG.info("{} {}", name, frame))
                            .then()
                            .contextCapture()
                            .toFuture());
        }
        CompletableFuture.allOf(running).get(60, TimeUnit.SECONDS);

        for (String name : List.of("first", "second")) {
            assertThat(linesSaying(name)).hasSize(50);
            assertIds(linesSaying(name), jobLine(name));
        }
        assertThat(jobLine("first").text("request_id"))
                .isNotEqualTo(jobLine("second").text("request_id"));
        assertThat(idLeftBehind()).isEqualTo("null");
    }

    @Test
    void context_mayBePutByItsKey() throws Exception {
        Context context = Context.root().with(RequestContext.of("req-1"));

        String seen = Mono.fromSupplier(() -> RequestContext.current().requestId())
                .subscribeOn(one)
                .contextWrite(reactor -> reactor.put(ContextAccessor.KEY, context))
                .block();

        assertThat(seen).isEqualTo("req-1");
        assertThat(RequestContext.current()).isSameAs(RequestContext.NONE);
        assertThat(idLeftBehind()).isEqualTo("null");
    }

    @Test
    void failedChain_logsItsErrorWithTheIds_andLeavesNothingBehind() throws Exception {
        inJob(
                "failing",
                () -> assertThatThrownBy(() -> Mono.error(new IllegalStateException("no disk"))
                                .subscribeOn(one)
                                .doOnError(error -> LOG.warn("failed", error))
                                .block())
                        .hasMessage("no disk"));

        assertIds(linesSaying("failed"), jobLine("failing"));
        assertThat(idLeftBehind()).isEqualTo("null");
    }
}
