package io.obs.messaging;

import io.obs.Observability;
import io.obs.config.CoreKeys;
import io.obs.context.RequestContext;
import io.obs.context.RequestIds;
import io.obs.pipeline.Pipeline;
import io.obs.pipeline.Signal;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The life cycle of messages, for every broker and client: a span for each that is published and for each that is
 * delivered, the context and the request's id in its headers, counts and times by queue.
 *
 * <p>Thread-safe; one for each adapter. Never throws after it was made.
 *
 * <pre>{@code
 * ConsumerOperation delivery = handler.process(message, queue, true);
 * try (Scope scope = delivery.makeCurrent()) {
 *     theConsumer.handle();
 *     delivery.returned();
 * } catch (Throwable e) {
 *     delivery.failed(e);
 *     throw e;
 * }
 * }</pre>
 */
public final class MessagingHandler {

    /** The {@code queue} of all queues whose names the broker makes up. */
    public static final String ANONYMOUS = "(anonymous)";

    /** The header that carries the request's id. */
    public static final String REQUEST_ID = "X-Request-ID";

    /** How many queues get a handle of their own; names made up by a service's users could be millions. */
    private static final int MAX_QUEUES = 2_000;

    /** How many links a span gets; the SDK would drop more than these. */
    private static final int MAX_LINKS = 128;

    private static final TextMapGetter<Message> HEADERS = new TextMapGetter<>() {
        @Override
        @SuppressWarnings("deprecation") // abstract all the same; nobody calls it
        public Iterable<String> keys(Message carrier) {
            return List.of();
        }

        @Override
        public @Nullable String get(@Nullable Message carrier, String key) {
            return carrier == null ? null : carrier.header(key);
        }
    };

    private final Pipeline pipeline;
    private final String system;
    private final long slowNanos;
    private final long depthNanos;
    private final int maxUnsettled;
    private final LongAdder forgotten;
    private final Map<String, MessageQueue> queues = new ConcurrentHashMap<>();

    private MessagingHandler(Observability obs, String system) {
        this.pipeline = obs.pipeline();
        this.system = system;
        this.slowNanos = obs.config().get(CoreKeys.QUEUE_SLOW).toNanos();
        this.depthNanos = obs.config().get(CoreKeys.QUEUE_DEPTH_INTERVAL).toNanos();
        this.maxUnsettled = obs.config().get(CoreKeys.QUEUE_UNSETTLED);
        this.forgotten = obs.drops().known(Signal.METRIC, "unsettled_delivery");
    }

    /** @param system the broker's kind, as the semantic conventions call it: {@code rabbitmq} */
    public static MessagingHandler create(Observability obs, String system) {
        return new MessagingHandler(obs, system);
    }

    /** True once obs is closed: messages then pass as if nobody looked. */
    public boolean isClosed() {
        return pipeline.isClosed();
    }

    /** The handle of a queue, known or new, by its name or what it is called in the {@code queue} label. */
    public MessageQueue queue(String name) {
        MessageQueue queue = queues.get(name);
        if (queue != null) {
            return queue;
        }
        MessageQueue made = new MessageQueue(pipeline.meters(), name);
        if (queues.size() >= MAX_QUEUES) {
            return made; // its series fold at the label's cap
        }
        MessageQueue raced = queues.putIfAbsent(name, made);
        return raced == null ? made : raced;
    }

    /** The handle of a queue that this service consumes: what is measured of consumers exists, at zero. */
    public MessageQueue consumed(String name) {
        MessageQueue queue = queue(name);
        queue.consumers();
        return queue;
    }

    /** Asks for queues' depths from now on; by a source that the adapter brings. */
    public QueueDepths depths(DepthSource source) {
        return new QueueDepths(pipeline, depthNanos, source);
    }

    /**
     * Starts publishing in the current context. A request id that the message has already is kept.
     *
     * @param queue where the message goes to, as far as the adapter knows
     * @param setHeader sets a header of the message that will be sent, in place of one of that name
     */
    public ProducerOperation publish(Message message, MessageQueue queue, BiConsumer<String, String> setHeader) {
        ProducerOperation operation = pipeline.start(new ProducerOperation(Context.current(), system, queue, message));
        try {
            pipeline.propagator().inject(operation.context(), setHeader, (set, key, value) -> {
                if (set != null) {
                    set.accept(key, value);
                }
            });
            String requestId = RequestContext.from(operation.context()).requestId();
            if (requestId != null && message.header(REQUEST_ID) == null) {
                setHeader.accept(REQUEST_ID, requestId);
            }
        } catch (Throwable e) {
            pipeline.failures().caught("messaging", e);
        }
        return operation;
    }

    /**
     * Starts the handling of a message that the broker delivers to a callback: below its producer's span. A span of
     * another trace that is current here is linked; one of the producer's own trace is nearer and becomes the parent.
     *
     * @param settles true where the service settles the delivery, false where it is settled by being delivered
     */
    public ConsumerOperation process(Message message, MessageQueue queue, boolean settles) {
        Context around = Context.current();
        Context sent = extracted(message);
        SpanContext outer = Span.fromContext(around).getSpanContext();
        SpanContext producer = Span.fromContext(sent).getSpanContext();
        Context parent = sent;
        SpanContext link = null;
        if (isLocal(outer)) {
            if (producer.isValid() && !producer.getTraceId().equals(outer.getTraceId())) {
                link = outer;
            } else {
                parent = around;
            }
        }
        return consume(new ConsumerOperation(
                this, parent.with(RequestContext.of(requestId(message))), queue, message, false, settles, link));
    }

    /**
     * Starts the handling of a message that the service has asked for. Where a span is current it is the parent, and
     * the producer's is linked; elsewhere the producer's is the parent.
     *
     * @param settles true where the service settles the delivery, which is the end then; else it ends at once
     */
    public ConsumerOperation receive(Message message, MessageQueue queue, boolean settles) {
        Context around = Context.current();
        Context sent = extracted(message);
        SpanContext producer = Span.fromContext(sent).getSpanContext();
        boolean inside = isLocal(Span.fromContext(around).getSpanContext());
        Context parent = inside ? around : sent;
        if (RequestContext.from(parent) == RequestContext.NONE) {
            parent = parent.with(RequestContext.of(requestId(message)));
        }
        SpanContext link = inside && producer.isValid() ? producer : null;
        ConsumerOperation operation = consume(new ConsumerOperation(this, parent, queue, message, true, settles, link));
        operation.returned();
        return operation;
    }

    private ConsumerOperation consume(ConsumerOperation operation) {
        pipeline.start(operation);
        operation.queue().consumers().consumed().inc(operation);
        return operation;
    }

    /**
     * Starts the processing of messages that were delivered before. Of a single one it is below the producer's span; of
     * several it is a span of its own, linked with all of them. Inside a current span it is below that.
     */
    public BatchOperation batch(List<? extends Message> messages, MessageQueue queue) {
        Context around = Context.current();
        Set<SpanContext> producers = new HashSet<>();
        Set<String> requestIds = new HashSet<>();
        Context sent = Context.root();
        for (Message message : messages) {
            sent = extracted(message);
            SpanContext producer = Span.fromContext(sent).getSpanContext();
            if (producer.isValid() && producers.size() < MAX_LINKS) {
                producers.add(producer);
            }
            requestIds.add(requestId(message));
        }
        Message single = messages.size() == 1 ? messages.get(0) : null;
        boolean inside = isLocal(Span.fromContext(around).getSpanContext());
        Context parent = inside ? around : single != null ? sent : Context.root();
        if (single != null && !inside) {
            producers.clear();
        }
        if (single != null || RequestContext.from(parent) == RequestContext.NONE) {
            String id = requestIds.size() == 1 ? requestIds.iterator().next() : RequestIds.next();
            parent = parent.with(RequestContext.of(id));
        }
        return pipeline.start(
                new BatchOperation(parent, system, queue, messages.size(), single, new ArrayList<>(producers)));
    }

    /** A message that was published came back, because the broker knew no queue for it: a WARN line with its ids. */
    public void returned(Message message, MessageQueue queue) {
        if (!isClosed()) {
            Context sent = extracted(message).with(RequestContext.of(requestId(message)));
            pipeline.emit(new QueueEvent(sent, queue.name(), "message returned: no queue takes it", 1));
        }
    }

    /**
     * The broker said that it could not take messages that were published: a WARN line.
     *
     * @param count how many, 0 if not known
     */
    public void refused(long count) {
        if (!isClosed()) {
            pipeline.emit(new QueueEvent(Context.root(), null, "published messages refused by the broker", count));
        }
    }

    /** Deliveries can't be settled any more, because their channel is gone: a WARN line. */
    public void unsettled(String queue, long count) {
        if (!isClosed()) {
            pipeline.emit(
                    new QueueEvent(Context.root(), queue, "deliveries left unsettled by a channel that closed", count));
        }
    }

    /** How many deliveries an adapter may follow at once, of one channel, until they are settled. */
    public int maxUnsettled() {
        return maxUnsettled;
    }

    /** Gives a delivery up, because too many came after it that were not settled either; it is counted as lost. */
    public void forget(ConsumerOperation delivery) {
        forgotten.increment();
        delivery.abandoned("forgotten");
    }

    private static boolean isLocal(SpanContext span) {
        return span.isValid() && !span.isRemote();
    }

    private Context extracted(Message message) {
        try {
            return pipeline.propagator().extract(Context.root(), message, HEADERS);
        } catch (Throwable e) {
            pipeline.failures().caught("messaging", e);
            return Context.root();
        }
    }

    private String requestId(Message message) {
        try {
            String offered = RequestIds.adoptable(message.header(REQUEST_ID));
            return offered != null ? offered : RequestIds.next();
        } catch (Throwable e) {
            pipeline.failures().caught("messaging", e);
            return RequestIds.next();
        }
    }

    String system() {
        return system;
    }

    long slowNanos() {
        return slowNanos;
    }
}
