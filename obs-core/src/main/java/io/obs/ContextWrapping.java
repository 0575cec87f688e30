package io.obs;

import static java.util.Objects.requireNonNull;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Lets the ids of a request or a job follow work to other threads: what is wrapped here runs in the context in which it was
 * wrapped or handed over, and leaves the thread's own as it was.
 *
 * <p>What every {@link Observability} does; stateless, thread-safe. What the work throws goes on.
 *
 * <pre>{@code
 * ExecutorService following = obs.executor(pool);
 * ids.parallelStream().map(obs.wrapFunction(this::load)).toList();
 * }</pre>
 */
public sealed interface ContextWrapping permits Observability {

    /** Tasks run in the context in which they were handed over. */
    default Executor executor(Executor executor) {
        return Context.taskWrapping(executor);
    }

    /** Tasks run in the context in which they were handed over; also one of virtual threads. */
    default ExecutorService executor(ExecutorService executor) {
        return Context.taskWrapping(executor);
    }

    /** Tasks run in the context in which they were scheduled. */
    default ScheduledExecutorService executor(ScheduledExecutorService executor) {
        return Context.taskWrapping(executor);
    }

    /** Runs in the current context, wherever it is run. */
    default Runnable wrap(Runnable task) {
        return Context.current().wrap(task);
    }

    /** Runs in the current context, wherever it is called. */
    default <T> Callable<T> wrap(Callable<T> task) {
        return Context.current().wrap(task);
    }

    /** Runs in the current context, wherever it is asked. */
    default <T> Supplier<T> wrapSupplier(Supplier<T> task) {
        return Context.current().wrapSupplier(task);
    }

    /** Runs in the current context, wherever it is applied: the function of a parallel stream, of a reactive chain. */
    default <T, R> Function<T, R> wrapFunction(Function<T, R> task) {
        return Context.current().wrapFunction(task);
    }

    /** Runs in the current context, wherever it is applied. */
    default <T, U, R> BiFunction<T, U, R> wrapBiFunction(BiFunction<T, U, R> task) {
        return Context.current().wrapFunction(task);
    }

    /** Runs in the current context, wherever it is given something. */
    default <T> Consumer<T> wrapConsumer(Consumer<T> task) {
        return Context.current().wrapConsumer(task);
    }

    /** Runs in the current context, wherever it is given something: {@code whenComplete}. */
    default <T, U> BiConsumer<T, U> wrapBiConsumer(BiConsumer<T, U> task) {
        return Context.current().wrapConsumer(task);
    }

    /** Runs in the current context, wherever it is asked. */
    @SuppressWarnings("try") // the scope is only held
    default <T> Predicate<T> wrapPredicate(Predicate<T> task) {
        Context context = Context.current();
        return value -> {
            try (Scope scope = context.makeCurrent()) {
                return task.test(value);
            }
        };
    }

    /**
     * Threads run in the context in which they were made: for whoever makes one for each task, as a structured task scope
     * does. Not for pools, whose threads outlive the task they were made for; their tasks are followed by {@link
     * #executor(ExecutorService)}.
     */
    default ThreadFactory threadFactory(ThreadFactory threads) {
        requireNonNull(threads, "threads");
        return task -> threads.newThread(Context.current().wrap(task));
    }
}
