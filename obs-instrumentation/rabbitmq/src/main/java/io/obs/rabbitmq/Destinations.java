package io.obs.rabbitmq;

import io.obs.messaging.MessageQueue;
import io.obs.messaging.MessagingHandler;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Which queue a message counts for. Thread-safe.
 *
 * <p>One that is published to the default exchange goes to the queue that its routing key names; one that is published
 * to another exchange goes where the service has said that it goes, else nobody here knows, and it counts under the
 * exchange's name.
 */
final class Destinations {

    /** How many queues named by the broker are remembered; only brokers other than RabbitMQ need it. */
    private static final int MAX_ANONYMOUS = 10_000;

    private static final String OF_BROKER = "amq.";

    private record Route(String exchange, @Nullable String routingKey) {}

    private final MessagingHandler messages;
    private final Map<Route, MessageQueue> routes = new ConcurrentHashMap<>();
    private final Set<String> anonymous = ConcurrentHashMap.newKeySet();

    Destinations(MessagingHandler messages) {
        this.messages = messages;
    }

    /** @param routingKey null for every key */
    void route(String exchange, @Nullable String routingKey, String queue) {
        routes.put(new Route(exchange, routingKey), messages.queue(queue));
    }

    /** The broker has named a queue for a client that gave it no name. */
    void named(String queue) {
        if (!queue.startsWith(OF_BROKER) && anonymous.size() < MAX_ANONYMOUS) {
            anonymous.add(queue);
        }
    }

    /** True for a queue whose name means nothing: the broker made it up. */
    boolean isAnonymous(String queue) {
        return queue.isEmpty() || queue.startsWith(OF_BROKER) || anonymous.contains(queue);
    }

    /** The queue that a message goes to. */
    MessageQueue produced(String exchange, String routingKey) {
        if (exchange.isEmpty()) {
            return messages.queue(isAnonymous(routingKey) ? MessagingHandler.ANONYMOUS : routingKey);
        }
        if (!routes.isEmpty()) {
            MessageQueue known = routes.get(new Route(exchange, routingKey));
            known = known != null ? known : routes.get(new Route(exchange, null));
            if (known != null) {
                return known;
            }
        }
        return messages.queue(exchange);
    }

    /** The queue that deliveries come from. */
    MessageQueue consumed(String queue) {
        return messages.consumed(isAnonymous(queue) ? MessagingHandler.ANONYMOUS : queue);
    }
}
