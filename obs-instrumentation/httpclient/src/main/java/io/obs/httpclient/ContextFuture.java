package io.obs.httpclient;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The future of an exchange: its dependent stages run in the context of who sent it, and it, or any of them, cancels
 * the exchange as the client's own future does.
 */
final class ContextFuture<T> extends CompletableFuture<T> {

    private final CompletableFuture<?> exchange;

    ContextFuture(CompletableFuture<?> exchange) {
        this.exchange = exchange;
    }

    @SuppressWarnings("try") // the scope is only held
    void completeIn(Context context, @Nullable T value, @Nullable Throwable error) {
        try (Scope scope = context.makeCurrent()) {
            if (error == null) {
                complete(value);
            } else {
                completeExceptionally(error);
            }
        }
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new ContextFuture<>(exchange);
    }

    @Override
    public Executor defaultExecutor() {
        return Context.taskWrapping(super.defaultExecutor());
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean running = !isDone();
        boolean cancelled = super.cancel(mayInterruptIfRunning); // first, or it would end with the exchange's failure
        if (running) {
            exchange.cancel(mayInterruptIfRunning);
        }
        return cancelled;
    }
}
