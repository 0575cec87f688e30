package io.obs.spring.webflux;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.obs.testkit.http.ContractCall;
import io.obs.testkit.http.ContractRoute;
import io.opentelemetry.context.Context;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * A call of the contract's application, which blocks, in WebFlux, which does not: it runs beside, and what it writes is
 * the answer's body. The head is sent with the first byte.
 */
final class ReactiveCall implements ContractCall {

    private final ServerHttpResponse response;
    private final String path;
    private volatile @Nullable OutputStream body;
    private volatile @Nullable CompletableFuture<Void> later;

    ReactiveCall(ServerWebExchange exchange) {
        response = exchange.getResponse();
        path = exchange.getRequest().getURI().getPath();
    }

    Mono<Void> answered(ContractRoute route) {
        Context context = Context.current();
        Executor threads = task -> Schedulers.boundedElastic().schedule(context.wrap(task));
        Flux<DataBuffer> written = Flux.from(DataBufferUtils.outputStreamPublisher(
                out -> {
                    body = out;
                    run(route);
                },
                response.bufferFactory(),
                threads));
        return response.writeWith(written.onErrorMap(IllegalBody.class, IllegalBody::getCause));
    }

    private void run(ContractRoute route) {
        try {
            route.handler().handle(this);
            CompletableFuture<Void> pending = later;
            if (pending != null) {
                pending.get();
            }
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalBody(e);
        }
    }

    /** Carries a checked exception through the publisher. */
    private static final class IllegalBody extends RuntimeException {
        private static final long serialVersionUID = 1L;

        IllegalBody(Exception cause) {
            super(cause);
        }
    }

    @Override
    public String lastSegment() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    @Override
    public void answer(int status, String text) throws IOException {
        byte[] bytes = text.getBytes(UTF_8);
        response.getHeaders().setContentLength(bytes.length);
        OutputStream out = stream(status);
        out.write(bytes);
        out.flush();
    }

    @Override
    public OutputStream stream(int status) {
        response.setStatusCode(HttpStatusCode.valueOf(status));
        OutputStream out = body;
        if (out == null) {
            throw new IllegalStateException("not running");
        }
        return out;
    }

    @Override
    public void later(Executor executor, Task task) {
        later = CompletableFuture.runAsync(
                () -> {
                    try {
                        task.run();
                    } catch (IOException e) {
                        throw new java.io.UncheckedIOException(e);
                    }
                },
                executor == null ? ForkJoinPool.commonPool() : executor);
    }
}
