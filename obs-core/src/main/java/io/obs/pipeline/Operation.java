package io.obs.pipeline;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One observed unit of work, from its start to its one end.
 *
 * <p>A protocol's handler makes it and {@linkplain Pipeline#start starts} it; the subclass says what the signals shall
 * know ({@link #spanName()}, {@link #startAttributes}, {@link #measure()}, and {@link Line} where it gives a log line).
 * It may end on another thread than the one it started on; a second end is ignored. Fields that an adapter sets between
 * start and end are handed from thread to thread by whatever hands over the work.
 */
public abstract class Operation {

    private static final VarHandle STATE;

    static {
        try {
            STATE = MethodHandles.lookup().findVarHandle(Operation.class, "state", int.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private static final int NEW = 0;
    private static final int STARTED = 1;
    private static final int ENDED = 2;

    /** In the tracing listener's slot: the span is another instrumentation's. */
    public static final long JOINED = Long.MIN_VALUE;

    @SuppressWarnings("unused") // through STATE
    private volatile int state = NEW;

    private Context context;
    private Pipeline pipeline = Pipeline.NOOP;
    private long startNanos;
    private long endNanos;
    private Outcome outcome = Outcome.SUCCESS;
    private @Nullable Object traceState;
    private long traceNanos;

    /** @param parent the context around the operation: its span becomes the parent */
    protected Operation(Context parent) {
        this.context = Objects.requireNonNull(parent, "parent");
    }

    /** The span's name, of low cardinality. Asked at the start, and again at the end where {@link #renamed()} or {@link #joined()}. */
    public abstract String spanName();

    /** True where the name was not yet known at the start. */
    public boolean renamed() {
        return false;
    }

    public SpanKind spanKind() {
        return SpanKind.INTERNAL;
    }

    /** What it speaks with others; null for work inside the service. */
    public @Nullable Protocol protocol() {
        return null;
    }

    /**
     * True for work that may begin a trace: by default requests and deliveries. The rest is part of something, and without a
     * parent has most likely lost it.
     */
    public boolean mayBeginTrace() {
        return spanKind() == SpanKind.SERVER || spanKind() == SpanKind.CONSUMER;
    }

    /** False for what shall leave no span (a probe's request); ids are made all the same. */
    public boolean traced() {
        return true;
    }

    /** Says what is known when the span starts; called only for spans that record. */
    public void startAttributes(SpanBuilder to) {}

    /** Says what is known at the end, before the span ends; called only for spans that record. */
    public void endAttributes(Span to) {}

    /** True where the span's status is an error; by default where the operation failed. */
    public boolean spanFailed() {
        return outcome.isFailure();
    }

    /**
     * What its span says of the error in place of the error's own message and those of its causes, where these may hold
     * somebody's data; null where they may be said.
     */
    public @Nullable String errorText() {
        return null;
    }

    /** True where it took so long that the keeping sampler shall keep it and the line warns. */
    public boolean slow() {
        return false;
    }

    /** Records into the operation's own meters; called once, at the end. */
    public void measure() {}

    /** The context the work runs in: parent, span and request context. */
    public final Context context() {
        return context;
    }

    /** Replaces the context; for handlers before the start and listeners during it. */
    public final void context(Context replacement) {
        this.context = Objects.requireNonNull(replacement, "replacement");
    }

    /** The span of {@link #context()}; never null. */
    public final Span span() {
        return Span.fromContext(context);
    }

    /** Makes {@link #context()} current on this thread until the scope is closed. */
    @SuppressWarnings("MustBeClosedChecker") // the caller closes it
    public final Scope makeCurrent() {
        return context.makeCurrent();
    }

    /** The pipeline's monotonic clock at the start, in nanoseconds; comparable only with {@link #endNanos()}. */
    public final long startNanos() {
        return startNanos;
    }

    /** The pipeline's monotonic clock at the end, in nanoseconds. */
    public final long endNanos() {
        return endNanos;
    }

    /** The time from start to end, in nanoseconds, never negative; meaningful once ended. */
    public final long durationNanos() {
        return Math.max(0, endNanos - startNanos);
    }

    /** How it ended; {@link Outcome#SUCCESS} until then. */
    public final Outcome outcome() {
        return outcome;
    }

    /** The pipeline it was started in. */
    protected final Pipeline pipeline() {
        return pipeline;
    }

    /** A slot for the tracing listener's own use. */
    public final @Nullable Object traceState() {
        return traceState;
    }

    /** A number beside {@link #traceState()}. */
    public final long traceNanos() {
        return traceNanos;
    }

    /**
     * True where its span was begun by another instrumentation, which ends it too: the name and the attributes of the end
     * are added to it, those of the start are its own.
     */
    public final boolean joined() {
        return traceNanos == JOINED;
    }

    /** Fills the tracing listener's slot. */
    public final void traceState(@Nullable Object value, long nanos) {
        this.traceState = value;
        this.traceNanos = nanos;
    }

    /** True once ended. */
    public final boolean ended() {
        return (int) STATE.getVolatile(this) == ENDED;
    }

    /** Ends the operation; the first call counts, and says whether it was this one. Never throws. */
    protected final boolean finish(Outcome how) {
        if (!STATE.compareAndSet(this, STARTED, ENDED)) {
            return false;
        }
        outcome = how;
        endNanos = pipeline.clock().nanoTime();
        pipeline.ended(this);
        return true;
    }

    final boolean begin(Pipeline in, long at) {
        if (state != NEW) {
            return false;
        }
        pipeline = in;
        startNanos = at;
        STATE.setRelease(this, STARTED); // no fence: only the end can be raced for
        return true;
    }
}
