package io.obs.rabbitmq;

import static java.util.Objects.requireNonNull;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.Consumer;
import com.rabbitmq.client.Delivery;
import com.rabbitmq.client.GetResponse;
import io.obs.Observability;
import io.obs.messaging.BatchOperation;
import io.obs.messaging.MessagingHandler;
import io.obs.messaging.QueueDepths;
import io.opentelemetry.context.Scope;
import java.util.List;
import java.util.function.Predicate;

/**
 * Observes RabbitMQ's Java client: what passes a wrapped connection is counted and timed by queue, traced from producer
 * to consumer, and carries trace context, baggage and request id in the messages' headers.
 *
 * <p>Channels, consumers, confirms and recovery stay the client's own, exceptions too. Deliveries are handled in the
 * context that came with them; a delivery's time ends when its callback has returned and it is settled, on whichever
 * thread. The depths of the queues that are declared or consumed here are asked of the broker by and by.
 *
 * <p>Thread-safe. Once obs is closed, messages pass as if nobody looked.
 *
 * <pre>{@code
 * RabbitObservability rabbit = RabbitObservability.create(obs).queues("captions");
 * Connection connection = rabbit.wrap(factory.newConnection());
 * }</pre>
 *
 * @see <a href="https://opentelemetry.io/docs/specs/semconv/messaging/rabbitmq/">OpenTelemetry's conventions for RabbitMQ</a>
 */
public final class RabbitObservability {

    private final MessagingHandler messages;
    private final Destinations destinations;
    private final RabbitDepths source = new RabbitDepths();
    private final QueueDepths depths;
    private volatile Predicate<Consumer> handingOn = consumer -> false;

    private RabbitObservability(Observability obs) {
        messages = MessagingHandler.create(obs, "rabbitmq");
        destinations = new Destinations(messages);
        depths = messages.depths(source);
    }

    public static RabbitObservability create(Observability obs) {
        return new RabbitObservability(requireNonNull(obs, "obs"));
    }

    /** Names queues before their first message: their series exist at zero, and their depths are asked for. */
    public RabbitObservability queues(String... names) {
        for (String name : names) {
            messages.consumed(requireNonNull(name, "name"));
            depths.watch(name);
        }
        return this;
    }

    /**
     * Says where the broker routes messages, so that what is produced counts for the queue it is consumed from. Of
     * an exchange of which nothing is said they count under the exchange's name.
     */
    public RabbitObservability route(String exchange, String routingKey, String queue) {
        destinations.route(
                requireNonNull(exchange, "exchange"),
                requireNonNull(routingKey, "routingKey"),
                requireNonNull(queue, "queue"));
        return this;
    }

    /** The same for an exchange that routes to one queue, whatever the routing key. */
    public RabbitObservability route(String exchange, String queue) {
        destinations.route(requireNonNull(exchange, "exchange"), null, requireNonNull(queue, "queue"));
        return this;
    }

    /**
     * Says which consumers only hand their deliveries on, to threads that handle them later (those of a framework's
     * containers). Such a delivery begins where {@link #handle} is called for it.
     */
    public RabbitObservability handingOn(Predicate<Consumer> consumers) {
        handingOn = requireNonNull(consumers, "consumers");
        return this;
    }

    /** The same connection, observed; one that is observed already is returned as it is. */
    public Connection wrap(Connection connection) {
        if (Interfaces.behind(requireNonNull(connection, "connection")) != null) {
            return connection;
        }
        source.use(connection);
        Connection observed =
                new ObservedConnection(connection, messages, destinations, source, depths, this::handsOn).proxy();
        depths.refresh();
        return observed;
    }

    private boolean handsOn(Consumer consumer) {
        return handingOn.test(consumer);
    }

    /** What is done with messages; {@code X} is what it may throw. */
    @FunctionalInterface
    public interface Task<X extends Exception> {
        void run() throws X;
    }

    /** Processes a message that was pulled, in the context that came with it and in a span below its producer's. */
    public <X extends Exception> void process(String queue, GetResponse message, Task<X> task) throws X {
        batch(queue, List.of(new Delivery(message.getEnvelope(), message.getProps(), message.getBody())), task);
    }

    /**
     * Processes messages of a queue together, in one span that is linked with the spans of all their producers. The
     * deliveries are counted and timed as ever.
     */
    @SuppressWarnings("try") // the scope is only held
    public <X extends Exception> void batch(String queue, List<Delivery> deliveries, Task<X> task) throws X {
        requireNonNull(task, "task");
        if (messages.isClosed()) {
            task.run();
            return;
        }
        BatchOperation batch = messages.batch(
                deliveries.stream().map(one -> AmqpMessage.of(queue, one)).toList(), destinations.consumed(queue));
        try (Scope scope = batch.makeCurrent()) {
            task.run();
        } catch (Throwable e) {
            batch.failed(e);
            throw e;
        }
        batch.processed();
    }

    /**
     * Handles deliveries that a consumer was given which {@linkplain #handingOn hands them on}: in the context that came
     * with the one, or in one span that is linked with the producers of them all. Each is counted and timed until it has
     * been handled and is settled.
     *
     * @param channel that they came by; one that is not observed is left alone
     */
    public <X extends Exception> void handle(Channel channel, String queue, List<Delivery> deliveries, Task<X> task)
            throws X {
        requireNonNull(task, "task");
        if (messages.isClosed() || !(Interfaces.behind(channel) instanceof ObservedChannel observed)) {
            task.run();
        } else if (deliveries.size() == 1) {
            observed.handle(queue, deliveries.get(0), task::run);
        } else {
            observed.handle(queue, deliveries, () -> batch(queue, deliveries, task));
        }
    }
}
