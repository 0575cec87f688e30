package io.obs.messaging;

import io.obs.pipeline.FieldWriter;
import io.obs.pipeline.Line;
import io.obs.pipeline.Operation;
import io.obs.pipeline.Outcome;
import io.obs.pipeline.Protocol;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * One delivery of a message, from its arrival to the end of its handling. Made by {@link MessagingHandler#process} and
 * {@link MessagingHandler#receive}.
 *
 * <p>The handling ends when the callback has returned <em>and</em> the delivery is settled, on whichever threads, in
 * whichever order; at once when the callback throws. A delivery that is never settled ends when its channel does, or
 * when too many others came after it; it has no duration then, because nobody knows when its handling ended.
 */
public final class ConsumerOperation extends Operation implements Line {

    /** The name of the logger that lines about messages are events of. */
    static final String LOGGER = "obs.queue";

    private static final AtomicIntegerFieldUpdater<ConsumerOperation> PARTS =
            AtomicIntegerFieldUpdater.newUpdater(ConsumerOperation.class, "parts");

    private static final int RETURNED = 1;
    private static final int SETTLED = 2;
    private static final int BOTH = RETURNED | SETTLED;

    private final MessagingHandler handler;
    private final MessageQueue queue;
    private final Message message;
    private final boolean pulled;
    private final @Nullable SpanContext link;
    private volatile @Nullable Settlement settlement;
    private volatile @Nullable String abandoned;

    @SuppressWarnings("unused") // through PARTS
    private volatile int parts; // of its end, that have happened

    /**
     * @param pulled true where the service asked for it and no callback handles it
     * @param settles true where the service settles it, false where the broker takes it for settled
     * @param link a span that is neither parent nor child of this one's; null where there is none
     */
    ConsumerOperation(
            MessagingHandler handler,
            Context parent,
            MessageQueue queue,
            Message message,
            boolean pulled,
            boolean settles,
            @Nullable SpanContext link) {
        super(parent);
        this.handler = handler;
        this.queue = queue;
        this.message = message;
        this.pulled = pulled;
        this.link = link;
        this.parts = (pulled ? RETURNED : 0) | (settles ? 0 : SETTLED);
    }

    /** The queue it came from. */
    public MessageQueue queue() {
        return queue;
    }

    /** The callback has returned. */
    public void returned() {
        part(RETURNED);
    }

    /** The callback threw; the exception itself goes on to the client. */
    public void failed(Throwable error) {
        finish(Outcome.failure("exception", error));
    }

    /** The service settled it; called at most once. */
    public void settled(Settlement how) {
        queue.consumers().settled(how).inc(this);
        settlement = how;
        part(SETTLED);
    }

    /**
     * It can't be settled any more; while its callback runs it goes on until that returns.
     *
     * @param why for the span's {@code error.type}, of a small fixed set
     */
    public void abandoned(String why) {
        abandoned = why;
        part(SETTLED);
    }

    private void part(int part) {
        if (PARTS.accumulateAndGet(this, part, (before, more) -> before | more) == BOTH) {
            finish(how());
        }
    }

    private Outcome how() {
        String lost = abandoned;
        if (lost != null) {
            return Outcome.failure(lost, null);
        }
        Settlement how = settlement;
        return how == null || how == Settlement.ACK ? Outcome.SUCCESS : Outcome.failure(how.label(), null);
    }

    /** True where nobody ever said how its handling ended. */
    private boolean isAbandoned() {
        return abandoned != null && outcome().error() == null;
    }

    @Override
    public String spanName() {
        return pulled ? queue.receiveName() : queue.processName();
    }

    @Override
    public boolean mayBeginTrace() {
        return true;
    }

    @Override
    public Protocol protocol() {
        return Protocol.MESSAGING;
    }

    @Override
    public SpanKind spanKind() {
        return pulled ? SpanKind.CLIENT : SpanKind.CONSUMER;
    }

    @Override
    public boolean slow() {
        return durationNanos() >= handler.slowNanos();
    }

    @Override
    public void startAttributes(SpanBuilder to) {
        String operation = pulled ? MessagingSpan.RECEIVE : MessagingSpan.PROCESS;
        MessagingSpan.operation(to, handler.system(), operation, operation);
        MessagingSpan.message(to, message);
        if (link != null) {
            to.addLink(link);
        }
    }

    @Override
    public void endAttributes(Span to) {
        Settlement how = settlement;
        if (how != null) {
            MessagingSpan.settled(to, how);
        }
        if (spanFailed()) {
            MessagingSpan.failed(to, outcome().error(), outcome().errorType());
        }
    }

    @Override
    public void measure() {
        if (!isAbandoned() && !(pulled && settlement == null)) {
            queue.consumers().duration().observeNanos(durationNanos(), this);
        }
    }

    @Override
    public String lineLogger() {
        return LOGGER;
    }

    /** A message that is handled well gives no line: there may be a hundred thousand a second of them. */
    @Override
    public @Nullable Level lineLevel() {
        if (outcome().error() != null) {
            return Level.ERROR;
        }
        return slow() && !isAbandoned() ? Level.WARN : null;
    }

    @Override
    public String lineMessage() {
        Throwable error = outcome().error();
        return "message from " + queue.name()
                + (error == null ? " was slow" : " failed: " + error.getClass().getSimpleName());
    }

    @Override
    public void lineFields(FieldWriter to) {
        to.string("queue", queue.name());
        to.decimal("duration_ms", durationNanos() / 1e6);
        if (message.redelivered()) {
            to.bool("redelivered", true);
        }
        Settlement how = settlement;
        to.string("settlement", how == null ? null : how.label());
    }

    @Override
    public @Nullable Throwable lineError() {
        return outcome().error();
    }
}
