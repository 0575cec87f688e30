package io.obs.messaging;

import io.obs.context.RequestContext;
import io.obs.pipeline.Operation;
import io.obs.pipeline.Outcome;
import io.obs.pipeline.Protocol;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;

/**
 * One message being published, until the client has taken it. Made by {@link MessagingHandler#publish}.
 *
 * <p>What the broker says of it later (a confirm, a return) comes after its end.
 */
public final class ProducerOperation extends Operation {

    private static final String DEPENDENCY = "dependency";

    private final String system;
    private final MessageQueue queue;
    private final Message message;

    ProducerOperation(Context parent, String system, MessageQueue queue, Message message) {
        super(parent);
        this.system = system;
        this.queue = queue;
        this.message = message;
    }

    /** The client took it: it counts as produced. */
    public void sent() {
        finish(Outcome.SUCCESS);
    }

    /** The client threw: it was not produced, as far as anybody knows. */
    public void failed(Throwable error) {
        RequestContext.from(context()).failureHint(DEPENDENCY);
        finish(Outcome.failure(DEPENDENCY, error));
    }

    @Override
    public String spanName() {
        return queue.publishName();
    }

    @Override
    public Protocol protocol() {
        return Protocol.MESSAGING;
    }

    @Override
    public SpanKind spanKind() {
        return SpanKind.PRODUCER;
    }

    @Override
    public void startAttributes(SpanBuilder to) {
        MessagingSpan.operation(to, system, "publish", MessagingSpan.SEND);
        MessagingSpan.message(to, message);
    }

    @Override
    public void endAttributes(Span to) {
        if (spanFailed()) {
            MessagingSpan.failed(to, outcome().error(), outcome().errorType());
        }
    }

    @Override
    public void measure() {
        if (!outcome().isFailure()) {
            queue.produced().inc(this);
        }
    }
}
