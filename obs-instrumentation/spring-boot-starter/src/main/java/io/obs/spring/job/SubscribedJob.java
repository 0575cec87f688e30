package io.obs.spring.job;

import io.obs.reactor.ContextAccessor;
import io.opentelemetry.context.Context;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * The job of one subscription: it is over when what is subscribed to is, or when nobody wants that any more.
 *
 * @param end ends it
 * @param inside the context of what is subscribed to
 */
public record SubscribedJob(CompletableFuture<@Nullable Void> end, Context inside) {

    <T> Mono<T> around(Mono<T> work) {
        return work.doOnSuccess(value -> end.complete(null))
                .doOnError(end::completeExceptionally)
                .doOnCancel(() -> end.cancel(false))
                .contextWrite(context -> context.put(ContextAccessor.KEY, inside));
    }

    /** What is subscribed to, but that the job hears of its end. */
    public <T> Flux<T> around(Flux<T> work) {
        return work.doOnComplete(() -> end.complete(null))
                .doOnError(end::completeExceptionally)
                .doOnCancel(() -> end.cancel(false))
                .contextWrite(context -> context.put(ContextAccessor.KEY, inside));
    }
}
