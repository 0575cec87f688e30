package io.obs.tracing;

import io.obs.Observability;
import io.obs.pipeline.Pipeline;
import io.opentelemetry.context.Scope;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Runs a piece of code in a span of its own, in plain Java.
 *
 * <p>What the code throws goes on as it was, checked exceptions with their own type; the span's status becomes an error,
 * and the exception is recorded once, on the innermost span. Within the code {@code Span.current()} takes attributes and
 * events. Without an SDK, or unsampled, there are only ids. Thread-safe; nothing here throws on its own after
 * {@link #of}.
 *
 * <pre>{@code
 * Spans spans = Spans.of(obs);
 * Job job = spans.call("create_job", () -> {
 *     spans.run("validate_request", () -> validate(request)); // may throw ValidationException
 *     return store.create(request);                           // may throw SQLException
 * });
 * }</pre>
 */
public final class Spans {

    /**
     * Code without a result.
     *
     * @param <E> what it may throw; of several checked exceptions their common supertype
     */
    @FunctionalInterface
    public interface Task<E extends Throwable> {
        void run() throws E;
    }

    /**
     * Code with a result.
     *
     * @param <T> the result's type
     * @param <E> what it may throw; of several checked exceptions their common supertype
     */
    @FunctionalInterface
    public interface Work<T extends @Nullable Object, E extends Throwable> {
        T call() throws E;
    }

    private final Pipeline pipeline;

    private Spans(Pipeline pipeline) {
        this.pipeline = pipeline;
    }

    /** Spans of this obs; cheap, and worth keeping. */
    public static Spans of(Observability obs) {
        return new Spans(obs.pipeline());
    }

    /**
     * Runs the task in a span.
     *
     * @param name of low cardinality: {@code validate_request}, never with an id in it
     */
    public <E extends Throwable> void run(String name, Task<E> task) throws E {
        Objects.requireNonNull(task, "task");
        call(name, () -> {
            task.run();
            return Boolean.TRUE; // nobody reads it
        });
    }

    /**
     * Calls the work in a span, and returns what it returned.
     *
     * @param name of low cardinality: {@code create_job}, never with an id in it
     */
    public <T extends @Nullable Object, E extends Throwable> T call(String name, Work<T, E> work) throws E {
        Objects.requireNonNull(work, "work");
        SpanOperation operation = pipeline.start(new SpanOperation(Objects.requireNonNull(name, "name")));
        Scope scope = operation.makeCurrent();
        Throwable thrown = null;
        try {
            return work.call();
        } catch (Throwable e) {
            thrown = e;
            throw e;
        } finally {
            scope.close();
            operation.end(thrown);
        }
    }
}
