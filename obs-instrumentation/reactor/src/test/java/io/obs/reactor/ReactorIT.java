package io.obs.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.obs.context.RequestContext;
import io.obs.job.JobHandler;
import io.obs.job.JobOperation;
import io.obs.testkit.LogLine;
import io.obs.testkit.TestTelemetry;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextStorage;
import io.opentelemetry.context.Scope;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
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

    private static final AtomicInteger OPEN_SCOPES = new AtomicInteger();

    static {
        ContextStorage.addWrapper(Counting::new);
    }

    private final TestTelemetry telemetry = TestTelemetry.start();
    private final JobHandler jobs = JobHandler.create(telemetry.obs());
    private final Scheduler one = Schedulers.newSingle("one");

    /** The storage of this JVM, which counts the scopes that are open. */
    private record Counting(ContextStorage storage) implements ContextStorage {
        @Override
        @SuppressWarnings("MustBeClosedChecker")
        public Scope attach(Context context) {
            Scope scope = storage.attach(context);
            if (scope == Scope.noop()) {
                return scope;
            }
            OPEN_SCOPES.incrementAndGet();
            return () -> {
                OPEN_SCOPES.decrementAndGet();
                scope.close();
            };
        }

        @Override
        public @Nullable Context current() {
            return storage.current();
        }
    }

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
        telemetry.eventually(() ->
                assertThat(OPEN_SCOPES).as("scopes that nobody has closed").hasValue(0));
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

    @Test
    void developmentMode_tellsScopesOfTheService_andNoneOfReactors() throws Exception {
        try (TestTelemetry developing = TestTelemetry.start(builder -> builder.set("obs.dev", "true"))) {
            for (int chain = 0; chain < 3; chain++) {
                try (Scope scope =
                        Context.root().with(RequestContext.of("req-" + chain)).makeCurrent()) {
                    Flux.range(1, 10)
                            .publishOn(one)
                            .map(frame -> frame + 1)
                            .publishOn(Schedulers.boundedElastic())
                            .map(frame -> frame + 1)
                            .blockLast();
                }
            }
            Thread leaking = new Thread(ReactorIT::leak, "leaking");
            leaking.start();
            leaking.join();
            one.dispose();
            developing.obs().close();
            assertThat(developing.lines("obs.dev"))
                    .singleElement()
                    .satisfies(line -> assertThat(line.message())
                            .startsWith("scope opened at ")
                            .endsWith("in thread leaking was never closed, and its thread has ended"));
        }
        OPEN_SCOPES.decrementAndGet(); // of the thread that has ended
    }

    @SuppressWarnings("MustBeClosedChecker")
    private static void leak() {
        Context.root().with(RequestContext.of("leak")).makeCurrent();
    }

    @Test
    @SuppressWarnings("MustBeClosedChecker")
    void scopeThatAnOperatorLeavesOpen_isNoLongerCurrentBehindIt() {
        Scope[] left = new Scope[1];
        Context service = Context.root().with(RequestContext.of("req-1"));
        Context leaking = Context.root().with(RequestContext.of("req-2"));

        try (Scope scope = service.makeCurrent()) {
            Mono.just("frame")
                    .doOnNext(frame -> left[0] = leaking.makeCurrent())
                    .contextWrite(reactor -> reactor.put(ContextAccessor.KEY, Context.root()))
                    .block();
            assertThat(Context.current()).isSameAs(service);
        }
        assertThat(ContextStorage.get().current()).isNull();
        left[0].close();
        OPEN_SCOPES.decrementAndGet(); // the one that brought the service's context back is nobody's
    }
}
