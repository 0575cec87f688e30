package io.obs.messaging;

import io.obs.pipeline.Operation;
import io.obs.pipeline.Outcome;
import io.obs.pipeline.Protocol;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The processing of messages that were delivered before: of several together, or of one that was pulled. Made by
 * {@link MessagingHandler#batch}.
 *
 * <p>A span and a context, no more: what is counted and timed are the deliveries.
 */
public final class BatchOperation extends Operation {

    private final String system;
    private final MessageQueue queue;
    private final int size;
    private final @Nullable Message single;
    private final List<SpanContext> links;

    /** @param single the one message where there is but one */
    BatchOperation(
            Context parent,
            String system,
            MessageQueue queue,
            int size,
            @Nullable Message single,
            List<SpanContext> links) {
        super(parent);
        this.system = system;
        this.queue = queue;
        this.size = size;
        this.single = single;
        this.links = links;
    }

    /** It is done. */
    public void processed() {
        finish(Outcome.SUCCESS);
    }

    /** It threw; the exception itself goes on to the caller. */
    public void failed(Throwable error) {
        finish(Outcome.failure("exception", error));
    }

    @Override
    public String spanName() {
        return queue.processName();
    }

    @Override
    public Protocol protocol() {
        return Protocol.MESSAGING;
    }

    @Override
    public SpanKind spanKind() {
        return SpanKind.CONSUMER;
    }

    @Override
    public void startAttributes(SpanBuilder to) {
        MessagingSpan.operation(to, system, MessagingSpan.PROCESS, MessagingSpan.PROCESS);
        if (single != null) {
            MessagingSpan.message(to, single);
        } else {
            MessagingSpan.batch(to, queue.name(), size);
        }
        for (SpanContext link : links) {
            to.addLink(link);
        }
    }

    @Override
    public void endAttributes(Span to) {
        if (spanFailed()) {
            MessagingSpan.failed(to, outcome().error(), outcome().errorType());
        }
    }
}
