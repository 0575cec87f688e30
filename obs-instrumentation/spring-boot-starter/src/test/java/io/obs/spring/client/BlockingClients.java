package io.obs.spring.client;

import io.obs.testkit.http.HttpClientKit.Answer;
import io.obs.testkit.http.HttpClientKit.Client;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Lets a blocking client send without waiting, the way a service would: on a thread, in the sender's context. */
abstract class BlockingClients implements Client {

    private static final ExecutorService THREADS = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "sender");
        thread.setDaemon(true);
        return thread;
    });

    @Override
    public CompletableFuture<Answer> sendAsync(URI uri, Map<String, String> headers, Duration timeout) {
        Context sender = Context.current();
        SenderFuture<Answer> answer = new SenderFuture<>();
        Callable<Answer> sending = sender.wrap(() -> send(uri, headers, timeout));
        answer.sending = THREADS.submit(() -> {
            try {
                answer.completeIn(sender, sending.call(), null);
            } catch (Throwable e) {
                answer.completeIn(sender, null, e);
            }
        });
        return answer;
    }

    /** Its stages run in the context of the sender; cancelling it interrupts the sending. */
    static final class SenderFuture<T> extends CompletableFuture<T> {

        volatile @Nullable Future<?> sending;

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
            return new SenderFuture<>();
        }

        @Override
        public Executor defaultExecutor() {
            return Context.taskWrapping(super.defaultExecutor());
        }

        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            boolean cancelled = super.cancel(mayInterruptIfRunning);
            Future<?> running = sending;
            if (running != null) {
                running.cancel(true);
            }
            return cancelled;
        }
    }
}
