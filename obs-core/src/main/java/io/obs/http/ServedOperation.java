package io.obs.http;

import io.obs.config.ProbeSignals;
import io.obs.context.RequestContext;
import io.obs.pipeline.FieldWriter;
import io.obs.pipeline.Line;
import io.obs.pipeline.Operation;
import io.obs.pipeline.Outcome;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * One request on a server's side that feeds the HTTP families and leaves one access line, whatever its protocol; the
 * protocol's own subclass says what its span shows.
 *
 * <p>Whoever ends it first, of the threads that may, decides; later ends are ignored.
 */
public abstract class ServedOperation extends Operation implements Line {

    private static final AtomicIntegerFieldUpdater<ServedOperation> STATUS =
            AtomicIntegerFieldUpdater.newUpdater(ServedOperation.class, "status");

    private final ServedRequests requests;
    private final RequestContext ids;
    private final ProbeSignals leaves;
    private HttpRoute route;
    private volatile @Nullable Throwable thrown;
    private volatile int status; // claimed by the first end

    /**
     * @param arrived made by {@link ServedRequests#arrived}
     * @param leaves what it leaves behind: all, unless it is a probe's
     */
    protected ServedOperation(ServedRequests requests, Context arrived, HttpRoute route, ProbeSignals leaves) {
        super(arrived);
        this.requests = requests;
        this.ids = RequestContext.from(arrived);
        this.route = route;
        this.leaves = leaves;
    }

    /** The request's id: adopted or made; goes back as {@link HttpServerHandler#REQUEST_ID}. */
    public final String requestId() {
        return Objects.requireNonNull(ids.requestId());
    }

    /** The trace's id; goes back as {@link HttpServerHandler#TRACE_ID}. */
    public final String traceId() {
        return span().getSpanContext().getTraceId();
    }

    /** Tells that the handler threw, before the end; the exception itself goes on to the framework. */
    public final void thrown(Throwable error) {
        thrown = error;
    }

    /** Tells that the time ran out before there was an answer, where no exception says so: a 5xx answer is a timeout. */
    public final void timedOut() {
        ids.failureHint(ErrorType.TIMEOUT);
    }

    /** The template that was told to its {@link RequestContext} last; null where none was. */
    protected final @Nullable String told() {
        return ids.endpoint();
    }

    /** The route it is counted under. */
    protected final HttpRoute route() {
        return route;
    }

    /** Says under which route it is counted; before the end. */
    protected final void matched(HttpRoute found) {
        route = found;
        ids.endpoint(found.template());
    }

    /** The status it ended with; 0 until then. */
    protected final int status() {
        return status;
    }

    /** Claims the end for this thread: true for the first of all that try, which then has to {@link #close} it. */
    protected final boolean claim(int code) {
        return STATUS.compareAndSet(this, 0, code);
    }

    /**
     * Ends what was {@linkplain #claim claimed}.
     *
     * @param error what it failed with where nothing was {@linkplain #thrown thrown}
     */
    protected final void close(@Nullable Throwable error) {
        if (ids.endpoint() == null) {
            ids.endpoint(route.template());
        }
        Throwable cause = thrown != null ? thrown : error;
        String type = ErrorType.of(status, cause, ids);
        if (type == null && cause == null) {
            finish(Outcome.SUCCESS);
        } else {
            finish(Outcome.failure(type == null ? ErrorType.EXCEPTION : type, cause));
        }
    }

    @Override
    public final SpanKind spanKind() {
        return SpanKind.SERVER;
    }

    @Override
    public final boolean traced() {
        return leaves == ProbeSignals.ALL;
    }

    @Override
    public boolean slow() {
        return durationNanos() >= requests.slowNanos();
    }

    @Override
    public final boolean spanFailed() {
        return status >= 500 || (outcome().error() != null && status != ErrorType.CLIENT_CLOSED);
    }

    @Override
    public final void measure() {
        if (leaves == ProbeSignals.NONE) {
            return;
        }
        route.requests(status).inc(this);
        route.duration().observeNanos(durationNanos(), this);
        String type = outcome().errorType();
        if (type != null) {
            requests.errors().get(HttpMethods.statusText(status), type).inc(this);
        }
    }

    @Override
    public final String lineLogger() {
        return "obs.access";
    }

    @Override
    public final @Nullable Level lineLevel() {
        if (leaves != ProbeSignals.ALL) {
            return null;
        }
        if (spanFailed()) {
            return Level.ERROR;
        }
        return slow() ? Level.WARN : Level.INFO;
    }

    @Override
    public String lineMessage() {
        return route.method() + " " + route.template() + " " + HttpMethods.statusText(status);
    }

    @Override
    public void lineFields(FieldWriter to) {
        to.integer("status", status);
        to.decimal("duration_ms", durationNanos() / 1e6);
    }

    @Override
    public final @Nullable Throwable lineError() {
        return outcome().error();
    }
}
