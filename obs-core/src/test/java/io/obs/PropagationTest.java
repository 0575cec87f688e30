package io.obs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.obs.context.RequestContext;
import io.obs.http.HttpServerHandler;
import io.obs.http.HttpServerOperation;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** RELIABILITY, promise 9: two concurrent requests never see each other's ids, wherever their work runs. */
@Timeout(120)
@SuppressWarnings("try") // scopes are for their end
class PropagationTest {

    private static final int REQUESTS = 200;

    private final Observability obs = Observability.builder()
            .withoutDiscovery()
            .set("obs.admin.enabled", "false")
            .build();
    private final HttpServerHandler handler = HttpServerHandler.create(obs);
    private final ScheduledExecutorService plain = Executors.newScheduledThreadPool(4);
    private final ExecutorService pool = obs.executor((ExecutorService) plain);

    @AfterEach
    void close() {
        plain.shutdownNow();
        obs.close();
    }

    private record Seen(String requestId, String traceId, String user) {
        static Seen now() {
            RequestContext request = RequestContext.current();
            return new Seen(request.requestId(), Span.current().getSpanContext().getTraceId(), request.userId());
        }
    }

    @Test
    void requests_onPlatformThreads_keepTheirIds() throws Exception {
        requestsKeepTheirIds(Executors.newFixedThreadPool(REQUESTS));
    }

    @Test
    void requests_onVirtualThreads_keepTheirIds() throws Exception {
        assumeTrue(Runtime.version().feature() >= 21, "virtual threads");
        requestsKeepTheirIds((ExecutorService)
                Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null));
    }

    /** All requests are inside at once, and go on by each way in the same order. */
    private void requestsKeepTheirIds(ExecutorService threads) throws Exception {
        CyclicBarrier together = new CyclicBarrier(REQUESTS);
        try {
            List<Future<List<Seen>>> requests = IntStream.range(0, REQUESTS)
                    .mapToObj(i -> threads.submit(() -> request("req-" + i, together)))
                    .toList();
            for (int i = 0; i < REQUESTS; i++) {
                List<Seen> seen = requests.get(i).get();
                assertThat(seen).hasSize(9);
                assertThat(seen).containsOnly(new Seen("req-" + i, seen.get(0).traceId(), "user-req-" + i));
            }
            assertThat(requests.stream().map(PropagationTest::traceId)).doesNotHaveDuplicates();
        } finally {
            threads.shutdownNow();
        }
    }

    private static String traceId(Future<List<Seen>> request) {
        try {
            return request.get().get(0).traceId();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private List<Seen> request(String id, CyclicBarrier together) throws Exception {
        assertThat(RequestContext.current()).isSameAs(RequestContext.NONE);
        HttpServerOperation operation = handler.start(new OneHeader("X-Request-ID", id), null);
        try (Scope scope = operation.makeCurrent()) {
            RequestContext.current().userId("user-" + id);
            together.await();
            Callable<Seen> look = Seen::now;
            Seen first = Seen.now();
            Future<Seen> pooled = pool.submit(look);
            Future<Seen> wrapped = plain.submit(obs.wrap(look));
            Future<Seen> scheduled = obs.executor(plain).schedule(look, 1, TimeUnit.MILLISECONDS);
            CompletableFuture<Seen> supplied = CompletableFuture.supplyAsync(Seen::now, pool);
            CompletableFuture<Seen> composed = supplied.thenApplyAsync(seen -> Seen.now(), pool);
            CompletableFuture<Seen> handed = CompletableFuture.supplyAsync(obs.wrapSupplier(Seen::now));
            List<Future<Seen>> all = pool.invokeAll(List.of(look));
            CompletableFuture<Seen> ran = new CompletableFuture<>();
            plain.execute(obs.wrap(() -> {
                ran.complete(Seen.now());
            }));
            return List.of(
                    first,
                    pooled.get(),
                    wrapped.get(),
                    scheduled.get(),
                    supplied.get(),
                    composed.get(),
                    handed.get(),
                    all.get(0).get(),
                    ran.get());
        } finally {
            operation.end(200);
            assertThat(Context.current()).isSameAs(Context.root());
        }
    }

    @Test
    void threads_thatServedARequest_areClean() throws Exception {
        HttpServerOperation operation = handler.start(new OneHeader("X-Request-ID", "req-1"), null);
        try (Scope scope = operation.makeCurrent()) {
            for (int i = 0; i < 16; i++) {
                pool.submit(Seen::now).get();
            }
        }
        operation.end(200);

        for (int i = 0; i < 16; i++) {
            assertThat(plain.submit(RequestContext::current).get()).isSameAs(RequestContext.NONE);
            assertThat(plain.submit(() -> Context.current() == Context.root()).get())
                    .isTrue();
        }
    }
}
