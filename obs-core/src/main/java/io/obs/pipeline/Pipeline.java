package io.obs.pipeline;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapPropagator;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The way each observed unit of work takes: started here, heard by the listeners, ended once.
 *
 * <p>Thread-safe and immutable but for {@link #close}, after which everything is a no-op. Nothing a listener throws
 * gets out of it.
 */
public final class Pipeline {

    /** Hears nothing, measures nothing, but still gives ids. */
    public static final Pipeline NOOP = new Pipeline(
            Clock.system(),
            Meters.noop(),
            TextMapPropagator.noop(),
            new Failures(Clock.system()),
            new OperationListener[0]);

    private static final String[] COMPONENTS = {"trace", "log", "metric"};
    private static final OperationListener[] NONE = {};
    private static final String LATE = "ended_after_close";

    private final Clock clock;
    private final Meters meters;
    private final TextMapPropagator propagator;
    private final Failures failures;
    private final Map<Class<?>, Object> shared = new ConcurrentHashMap<>();
    private final Unheard[] unheard;
    private volatile OperationListener[] listeners;
    private volatile @Nullable Drops late;

    /** @param listeners one a {@link Signal}, in its order */
    public Pipeline(
            Clock clock,
            Meters meters,
            TextMapPropagator propagator,
            Failures failures,
            OperationListener... listeners) {
        this.clock = Objects.requireNonNull(clock, "clock");
        this.meters = Objects.requireNonNull(meters, "meters");
        this.propagator = Objects.requireNonNull(propagator, "propagator");
        this.failures = Objects.requireNonNull(failures, "failures");
        this.listeners = listeners.clone();
        this.unheard = Arrays.stream(listeners)
                .map(OperationListener::unheard)
                .filter(work -> work != Unheard.ALL)
                .toArray(Unheard[]::new);
    }

    public Clock clock() {
        return clock;
    }

    public Meters meters() {
        return meters;
    }

    /** Reads and writes the headers that carry a context between processes. */
    public TextMapPropagator propagator() {
        return propagator;
    }

    public Failures failures() {
        return failures;
    }

    /**
     * True where no listener needs to hear of work that begins now: it need not be an operation until that changes, and
     * {@link #start(Operation, long)} is for when it has.
     *
     * @param parent the context around it, asked for where it matters
     * @param logger that of its line
     */
    public boolean leavesOut(Supplier<Context> parent, String logger) {
        if (unheard.length == 0) {
            return true;
        }
        try {
            Context around = parent.get();
            for (Unheard work : unheard) {
                if (!work.leavesOut(around, logger)) {
                    return false;
                }
            }
            return true;
        } catch (Throwable e) {
            failures.caught("pipeline", e);
            return false;
        }
    }

    /** Starts an operation; returns it. A second start is ignored. */
    public <O extends Operation> O start(O operation) {
        return start(operation, (isClosed() ? NOOP : this).clock.nanoTime());
    }

    /** Starts an operation that has begun already, at that time of the {@link #clock()}'s. */
    public <O extends Operation> O start(O operation, long startNanos) {
        OperationListener[] hear = listeners;
        if (operation.begin(hear == NONE ? NOOP : this, startNanos)) {
            for (int i = 0; i < hear.length; i++) {
                try {
                    hear[i].onStart(operation);
                } catch (Throwable e) {
                    failures.caught(COMPONENTS[i], e);
                }
            }
        }
        return operation;
    }

    /** Tells the listeners of something that happened at one moment. */
    public void emit(Event event) {
        OperationListener[] hear = listeners;
        for (int i = 0; i < hear.length; i++) {
            try {
                hear[i].onEvent(event);
            } catch (Throwable e) {
                failures.caught(COMPONENTS[i], e);
            }
        }
    }

    void ended(Operation operation) {
        OperationListener[] hear = listeners;
        if (hear == NONE) {
            countLate(operation);
        }
        for (int i = hear.length - 1; i >= 0; i--) {
            try {
                hear[i].onEnd(operation);
            } catch (Throwable e) {
                failures.caught(COMPONENTS[i], e);
            }
        }
    }

    /** What started before the end and ended after it: its span and its line reach nobody any more. */
    private void countLate(Operation operation) {
        Drops count = late;
        try {
            if (count != null && operation.span().isRecording()) {
                count.count(Signal.TRACE, LATE, 1);
            }
            if (count != null && operation instanceof Line line && line.lineLevel() != null) {
                count.count(Signal.LOG, LATE, 1);
            }
        } catch (Throwable e) {
            failures.caught("late", e);
        }
    }

    /** What there is one of in this pipeline, however many adapters use it; made by the first that asks. */
    public <T> T shared(Class<T> type, Function<Pipeline, T> maker) {
        return type.cast(shared.computeIfAbsent(type, key -> maker.apply(this)));
    }

    /** True once closed: adapters then step aside, so that the service runs as if it had none. */
    public boolean isClosed() {
        return listeners == NONE;
    }

    /**
     * From now on nothing is heard; what has started may still end.
     *
     * @param lost counts the spans and lines of what ends from now on ({@code ended_after_close})
     */
    public void close(Drops lost) {
        late = lost;
        listeners = NONE;
        shared.clear();
    }
}
