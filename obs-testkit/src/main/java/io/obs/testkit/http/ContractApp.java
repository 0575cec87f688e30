package io.obs.testkit.http;

import io.obs.Observability;
import io.obs.context.RequestContext;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The application that every server under test runs: small, and with each way to end a request. */
public final class ContractApp implements AutoCloseable {

    /** What {@code /throws/runtime} says. */
    static final String THROWN = "the handler failed";

    static final long SLOW_NANOS = 60_000_000;

    private static final Logger LOG = LoggerFactory.getLogger("contract.app");
    private static final byte[] PIECE = new byte[64 * 1024];

    private final ExecutorService pool = Executors.newFixedThreadPool(4);
    private final ExecutorService lightweight = Threads.virtualOrCached();
    private final ExecutorService carriedPool;
    private final ExecutorService carriedLightweight;

    /** @param obs the one that carries contexts to its executors; null for none */
    ContractApp(@Nullable Observability obs) {
        carriedPool = obs == null ? pool : obs.executor(pool);
        carriedLightweight = obs == null ? lightweight : obs.executor(lightweight);
    }

    /** All of them; to be registered before the server starts. */
    public List<ContractRoute> routes() {
        return List.of(
                new ContractRoute("POST", "/api/v1/jobs", List.of(202), call -> call.answer(202, "accepted")),
                new ContractRoute("GET", "/api/v1/jobs/{id}", List.of(), ContractApp::job),
                new ContractRoute("GET", "/status/{code}", List.of(404), ContractApp::status),
                new ContractRoute("GET", "/throws/{what}", List.of(), ContractApp::fail),
                new ContractRoute("GET", "/late", List.of(), ContractApp::failLate),
                new ContractRoute("GET", "/slow", List.of(), ContractApp::slow),
                new ContractRoute("GET", "/async", List.of(), this::async),
                new ContractRoute("GET", "/endless", List.of(), ContractApp::endless),
                new ContractRoute("GET", "/endless-later", List.of(), this::endlessLater),
                new ContractRoute("GET", "/marks/{mark}", List.of(), this::marks),
                new ContractRoute("GET", "/health", List.of(), call -> call.answer(200, "up")));
    }

    private static void job(ContractCall call) throws IOException {
        LOG.info("job {}", call.lastSegment());
        call.answer(200, "job " + call.lastSegment());
    }

    private static void status(ContractCall call) throws IOException {
        call.answer(Integer.parseInt(call.lastSegment()), "as asked");
    }

    private static void fail(ContractCall call) throws IOException {
        if (call.lastSegment().equals("io")) {
            throw new IOException(THROWN);
        }
        throw new IllegalStateException(THROWN);
    }

    private static void failLate(ContractCall call) throws IOException {
        OutputStream body = call.stream(200);
        body.write("some of it".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        body.flush();
        throw new IllegalStateException(THROWN);
    }

    private static void slow(ContractCall call) throws IOException {
        long start = System.nanoTime();
        while (System.nanoTime() - start < SLOW_NANOS) {
            Thread.onSpinWait();
        }
        call.answer(200, "at last");
    }

    private void async(ContractCall call) {
        call.later(carriedPool, () -> {
            LOG.info("answering later");
            call.answer(200, "later");
        });
    }

    @SuppressWarnings("InfiniteLoopStatement") // until the client is gone
    private static void endless(ContractCall call) throws IOException {
        OutputStream body = call.stream(200);
        while (true) {
            body.write(PIECE);
            body.flush();
        }
    }

    private void endlessLater(ContractCall call) {
        call.later(carriedPool, () -> endless(call));
    }

    /** Logs the mark wherever a request's work may go, and answers with the request's id. */
    private void marks(ContractCall call) throws Exception {
        String mark = call.lastSegment();
        LOG.info("mark {} in the handler", mark);
        CompletableFuture<Void> pooled = CompletableFuture.runAsync(
                        () -> LOG.info("mark {} in a pool", mark), carriedPool)
                .thenRunAsync(() -> LOG.info("mark {} in a later stage", mark), carriedPool);
        carriedLightweight
                .submit(() -> LOG.info("mark {} in a thread of its own", mark))
                .get();
        pooled.get();
        call.answer(200, String.valueOf(RequestContext.current().requestId()));
    }

    @Override
    public void close() {
        pool.shutdownNow();
        lightweight.shutdownNow();
    }
}
