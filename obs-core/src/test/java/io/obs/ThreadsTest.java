package io.obs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.obs.context.RequestContext;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Each way of handing work on that the guide names: the request's id is there, and gone afterwards. */
@Timeout(120)
@SuppressWarnings("try") // scopes are for their end
class ThreadsTest {

    private final Observability obs = Observability.builder()
            .withoutDiscovery()
            .set("obs.admin.enabled", "false")
            .build();
    private final ForkJoinPool plain = new ForkJoinPool(2);
    private final ExecutorService pool = obs.executor((ExecutorService) plain);
    private Scope request;

    @BeforeEach
    @SuppressWarnings("MustBeClosedChecker") // afterwards
    void begin() {
        request = Context.root().with(RequestContext.of("req-1")).makeCurrent();
    }

    @AfterEach
    void end() {
        request.close();
        plain.shutdownNow();
        obs.close();
    }

    @Test
    void forkJoinPool_followsWhatItIsGiven() throws Exception {
        assertThat(pool.submit(ThreadsTest::id).get()).isEqualTo("req-1");
        assertThat(pool.invokeAll(List.of(ThreadsTest::id, ThreadsTest::id)))
                .extracting(Future::get)
                .containsOnly("req-1");
        poolIsClean();
    }

    @Test
    void chainOfFutures_followsFromStageToStage() throws Exception {
        Queue<String> seen = new ConcurrentLinkedQueue<>();
        CompletableFuture.supplyAsync(ThreadsTest::id, pool)
                .thenApplyAsync(first -> first + " " + id(), pool)
                .thenCombineAsync(
                        CompletableFuture.supplyAsync(ThreadsTest::id, pool),
                        (left, right) -> left + " " + right + " " + id(),
                        pool)
                .thenAcceptAsync(all -> seen.add(all + " " + id()), pool)
                .get();
        assertThat(seen).containsExactly("req-1 req-1 req-1 req-1 req-1");
        poolIsClean();
    }

    @Test
    void wrappedFunctions_followOnAnyThread() throws Exception {
        Queue<String> seen = new ConcurrentLinkedQueue<>();
        CompletableFuture<String> started = CompletableFuture.supplyAsync(obs.wrapSupplier(ThreadsTest::id), plain);
        started.thenApplyAsync(obs.wrapFunction(before -> before + " " + id()), plain)
                .thenCombineAsync(started, obs.wrapBiFunction((a, b) -> a + " " + b + " " + id()), plain)
                .whenCompleteAsync(obs.wrapBiConsumer((all, error) -> seen.add(all + " " + id())), plain)
                .thenAcceptAsync(obs.wrapConsumer(all -> seen.add(id())), plain)
                .get();
        assertThat(seen).containsExactly("req-1 req-1 req-1 req-1 req-1", "req-1");
        poolIsClean();
    }

    @Test
    void parallelStream_followsThroughItsFunctions() throws Exception {
        List<String> ids = plain.submit(obs.wrap(() -> IntStream.range(0, 1_000)
                        .boxed()
                        .parallel()
                        .filter(obs.wrapPredicate(number -> id().equals("req-1")))
                        .map(obs.wrapFunction(number -> id()))
                        .toList()))
                .get();
        assertThat(ids).hasSize(1_000).containsOnly("req-1");
        poolIsClean();
    }

    @Test
    void exceptionOfWrappedTask_leavesNothingBehind() {
        CompletableFuture<Object> failed = CompletableFuture.supplyAsync(
                obs.wrapSupplier(() -> {
                    throw new IllegalStateException(id());
                }),
                plain);
        assertThat(failed)
                .failsWithin(Duration.ofSeconds(20))
                .withThrowableThat()
                .withMessageContaining("req-1");
        poolIsClean();
    }

    @Test
    void threadFactory_givesItsThreadsTheContextOfTheirMaking() throws Exception {
        CompletableFuture<String> seen = new CompletableFuture<>();
        Thread thread = obs.threadFactory(Thread::new).newThread(() -> seen.complete(id()));
        try (Scope elsewhere = Context.root().with(RequestContext.of("req-2")).makeCurrent()) {
            assertThat(id()).isEqualTo("req-2");
            thread.start();
        }
        assertThat(seen.get(20, TimeUnit.SECONDS)).isEqualTo("req-1");
    }

    @Test
    void virtualThreads_followPerTask() throws Exception {
        ThreadFactory virtual = virtualThreads();
        Method perTask = Executors.class.getMethod("newThreadPerTaskExecutor", ThreadFactory.class);
        ExecutorService made = (ExecutorService) perTask.invoke(null, obs.threadFactory(virtual));
        assertThat(made.submit(ThreadsTest::id).get()).isEqualTo("req-1");
        made.shutdown();
    }

    /** One virtual thread for all tasks, so that what one left behind would be seen by the next. */
    @Test
    void virtualThread_hasNoIdOnceItsTaskIsDone() throws Exception {
        ExecutorService single = Executors.newSingleThreadExecutor(virtualThreads());
        ExecutorService following = obs.executor(single);
        Callable<String> who = () -> Thread.currentThread() + " " + id();
        String before = single.submit(who).get();
        assertThat(before).startsWith("VirtualThread").endsWith(" null");

        assertThat(following.submit(who).get()).isEqualTo(before.replace(" null", " req-1"));
        assertThat(single.submit(who).get()).isEqualTo(before);
        Future<?> failing = following.submit(() -> {
            throw new IllegalStateException(id());
        });
        assertThat(failing)
                .failsWithin(Duration.ofSeconds(20))
                .withThrowableThat()
                .withMessageContaining("req-1");
        assertThat(single.submit(who).get()).isEqualTo(before);
        single.shutdown();
    }

    private static ThreadFactory virtualThreads() throws ReflectiveOperationException {
        assumeTrue(Runtime.version().feature() >= 21, "virtual threads");
        Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
        return (ThreadFactory)
                Class.forName("java.lang.Thread$Builder").getMethod("factory").invoke(builder);
    }

    /** The preview of JDK 25: compiled and run by a JVM of its own, which allows previews. */
    @Test
    void structuredTaskScope_followsThroughTheThreadFactory(@TempDir Path directory) throws Exception {
        assumeTrue(Runtime.version().feature() == 25, "the structured concurrency of JDK 25");
        Path program = directory.resolve("Scopes.java");
        Files.writeString(program, """
                import io.obs.Observability;
                import io.obs.context.RequestContext;
                import io.opentelemetry.context.Context;
                import java.util.concurrent.StructuredTaskScope;
                import java.util.concurrent.StructuredTaskScope.Joiner;

                class Scopes {
                    public static void main(String... arguments) throws Exception {
                        Observability obs = Observability.builder()
                                .withoutDiscovery().set("obs.admin.enabled", "false").build();
                        try (var request = Context.root().with(RequestContext.of("req-1")).makeCurrent();
                                var scope = StructuredTaskScope.open(
                                        Joiner.<String>allSuccessfulOrThrow(),
                                        configuration -> configuration.withThreadFactory(
                                                obs.threadFactory(Thread.ofVirtual().factory())))) {
                            scope.fork(() -> "fork " + RequestContext.current().requestId());
                            scope.fork(() -> "fork " + RequestContext.current().requestId());
                            scope.join().forEach(subtask -> System.out.println(subtask.get()));
                        }
                        System.out.println("after " + RequestContext.current().requestId());
                        obs.close();
                    }
                }
                """);
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-preview",
                        "--source",
                        "25",
                        "-cp",
                        System.getProperty("java.class.path"),
                        program.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output.lines())
                .filteredOn(line -> line.startsWith("fork ") || line.startsWith("after "))
                .containsExactly("fork req-1", "fork req-1", "after null");
    }

    private void poolIsClean() {
        List<Future<String>> all = IntStream.range(0, 20)
                .mapToObj(task -> plain.submit(ThreadsTest::id))
                .map(task -> (Future<String>) task)
                .toList();
        assertThat(all).extracting(Future::get).containsOnly("null");
    }

    private static String id() {
        return String.valueOf(RequestContext.current().requestId());
    }
}
