package io.obs.context;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The future of work that somebody else does (a client's exchange): its dependent stages run in the context of who asked
 * for it, and cancelling it, or any of them, cancels the work as the client's own future does.
 *
 * <p>For adapters; thread-safe, as its superclass.
 */
public final class ContextFuture<T> extends CompletableFuture<T> {

    private final CompletableFuture<?> exchange;

    /** @param exchange the one that stands for the work */
    public ContextFuture(CompletableFuture<?> exchange) {
        this.exchange = exchange;
    }

    /** Completes it, with the error where there is one, and runs what depends on it in that context. */
    @SuppressWarnings("try") // the scope is only held
    public void completeIn(Context context, @Nullable T value, @Nullable Throwable error) {
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
