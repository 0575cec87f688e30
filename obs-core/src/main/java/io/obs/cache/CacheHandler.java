package io.obs.cache;

import static java.util.Objects.requireNonNull;

import io.obs.Observability;
import io.obs.config.CacheSpans;
import io.obs.config.CoreKeys;
import io.obs.pipeline.Operation;
import io.obs.pipeline.OperationListener;
import io.obs.pipeline.Pipeline;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The life cycle of cache operations: hits and misses, durations and, for caches on a network, client spans. A service's
 * own cache, or one that obs has no adapter for, plugs in here.
 *
 * <p>All handlers of a service count into the same {@code cache_requests_total} and {@code cache_hit_ratio}. Operations
 * inside the process have no span; commands on a network have one inside a trace, unless {@code obs.cache.spans} says
 * otherwise.
 *
 * <p>Thread-safe. Never throws after it was made, and does nothing once obs is closed. Results and exceptions of lambdas
 * are their own.
 *
 * <pre>{@code
 * CacheHandler cache = CacheHandler.create(obs);
 * Captions captions = cache.get(() -> map.get(id));                  // null and an empty Optional are misses
 * cache.run(CacheAction.SET, () -> map.put(id, captions));
 * }</pre>
 *
 * @see <a href="https://opentelemetry.io/docs/specs/semconv/db/database-spans/">OpenTelemetry database spans</a>
 */
public final class CacheHandler {

    private static final String COMPONENT = "cache";

    private final Pipeline pipeline;
    private final Pipeline spanless;
    private final CacheMeters meters;
    private final CacheSpans spans;

    private CacheHandler(Observability obs) {
        pipeline = obs.pipeline();
        spans = obs.config().get(CoreKeys.CACHE_SPANS);
        Duration window = obs.config().get(CoreKeys.CACHE_WINDOW);
        meters = pipeline.shared(CacheMeters.class, in -> new CacheMeters(in, window));
        spanless = new Pipeline(
                pipeline.clock(), pipeline.meters(), pipeline.propagator(), pipeline.failures(), new Measuring());
    }

    /** Hears of operations that have no span. */
    private static final class Measuring implements OperationListener {
        @Override
        public void onEnd(Operation operation) {
            operation.measure();
        }
    }

    public static CacheHandler create(Observability obs) {
        return new CacheHandler(requireNonNull(obs, "obs"));
    }

    /** True once obs is closed: operations then run as if nobody looked. */
    public boolean isClosed() {
        return pipeline.isClosed();
    }

    /** Starts an operation on a cache inside the process: it is measured, and has no span. */
    public CacheOperation start(CacheAction action) {
        Pipeline in = pipeline.isClosed() ? pipeline : spanless;
        return in.start(new CacheOperation(Context.current(), meters, action, null));
    }

    /** Starts a command to a cache on a network, in the current context. */
    public CacheOperation start(CacheCommand command) {
        CacheAction action = CacheAction.OTHER;
        try {
            action = command.action();
        } catch (Throwable e) {
            pipeline.failures().caught(COMPONENT, e);
        }
        Context context = Context.current();
        Pipeline in = pipeline.isClosed() || hasSpan(context) ? pipeline : spanless;
        return in.start(new CacheOperation(context, meters, action, command));
    }

    private boolean hasSpan(Context context) {
        return switch (spans) {
            case ALL -> true;
            case NONE -> false;
            case INSIDE -> {
                Span around = Span.fromContext(context); // what isn't sampled has no spans below it either
                yield around.isRecording() || around.getSpanContext().isRemote();
            }
        };
    }

    /**
     * Counts look-ups that a cache has counted by itself. The clock is not read, which would take longer than a look-up: in
     * {@code cache_hit_ratio} they are as old as the latest scrape or timed operation before them.
     */
    public void lookedUp(long hits, long misses) {
        if (!pipeline.isClosed()) {
            meters.lookedUp(hits, misses);
        }
    }

    /** Records the duration of an operation that a cache has timed by itself, in nanoseconds. */
    public void took(CacheAction action, long nanos) {
        if (!pipeline.isClosed()) {
            meters.took(action, nanos);
        }
    }

    /** A look-up; {@code X} is what it may throw. */
    @FunctionalInterface
    public interface Lookup<T extends @Nullable Object, X extends Exception> {
        T get() throws X;
    }

    /** What is done to a cache; {@code X} is what it may throw. */
    @FunctionalInterface
    public interface Task<X extends Exception> {
        void run() throws X;
    }

    /**
     * Looks something up: a miss where that gives null or an empty {@link Optional}, else a hit; neither where it
     * throws. Of a {@link CompletionStage} it is the stage's end and value that count.
     */
    public <T extends @Nullable Object, X extends Exception> T get(Lookup<T, X> lookup) throws X {
        CacheOperation operation = start(CacheAction.GET);
        T result;
        try {
            result = lookup.get();
        } catch (Throwable e) {
            operation.failed(e);
            throw e;
        }
        if (result instanceof CompletionStage<?> stage) {
            whenDone(stage, operation);
        } else {
            found(operation, result);
        }
        return result;
    }

    /** Does something else to a cache, and times it. */
    public <X extends Exception> void run(CacheAction action, Task<X> task) throws X {
        CacheOperation operation = start(action);
        try {
            task.run();
        } catch (Throwable e) {
            operation.failed(e);
            throw e;
        }
        operation.end();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the caller has the stage itself
    private void whenDone(CompletionStage<?> stage, CacheOperation operation) {
        try {
            stage.whenComplete((value, error) -> {
                if (error == null) {
                    found(operation, value);
                } else {
                    operation.failed(error);
                }
            });
        } catch (Throwable e) { // a stage of somebody's own
            pipeline.failures().caught(COMPONENT, e);
        }
    }

    private static void found(CacheOperation operation, @Nullable Object value) {
        boolean miss = value == null || (value instanceof Optional<?> optional && optional.isEmpty());
        if (miss) {
            operation.miss(1);
        } else {
            operation.hit(1);
        }
        operation.end();
    }
}
