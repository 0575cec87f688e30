package io.obs.rabbitmq;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Delivery;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.LongString;
import io.obs.messaging.Message;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message of AMQP 0-9-1, published or delivered.
 *
 * @param queue the queue it was delivered from; null for one that is published
 * @param bodySize in bytes
 * @param deliveryTag -1 for one that is published
 * @param broker where it was sent to or came from
 */
record AmqpMessage(
        String exchange,
        @Nullable String routingKey,
        @Nullable String queue,
        @Nullable BasicProperties properties,
        long bodySize,
        long deliveryTag,
        boolean redelivered,
        Broker broker)
        implements Message {

    /** The longest header that is read: what the standard allows for baggage, the longest that obs knows. */
    private static final int MAX_HEADER = 8_192;

    private static final String DEFAULT_EXCHANGE = "amq.default";

    /** A delivery of which it is not known through which connection it came. */
    static AmqpMessage of(String queue, Delivery delivery) {
        return delivered(queue, delivery.getEnvelope(), delivery.getProperties(), delivery.getBody(), Broker.UNKNOWN);
    }

    static AmqpMessage delivered(
            String queue,
            Envelope envelope,
            @Nullable BasicProperties properties,
            byte @Nullable [] body,
            Broker broker) {
        return new AmqpMessage(
                envelope.getExchange(),
                envelope.getRoutingKey(),
                queue,
                properties,
                body == null ? 0 : body.length,
                envelope.getDeliveryTag(),
                envelope.isRedeliver(),
                broker);
    }

    /** By the conventions: exchange, routing key and queue, those that there are, none twice. */
    @Override
    public String destination() {
        if (exchange.isEmpty() && routingKey != null && (queue == null || queue.equals(routingKey))) {
            return routingKey.isEmpty() ? DEFAULT_EXCHANGE : routingKey; // most are, and need no building
        }
        StringBuilder name = new StringBuilder(exchange);
        append(name, routingKey);
        if (queue != null && !queue.equals(routingKey)) {
            append(name, queue);
        }
        return name.isEmpty() ? DEFAULT_EXCHANGE : name.toString();
    }

    private static void append(StringBuilder to, @Nullable String part) {
        if (part != null && !part.isEmpty()) {
            to.append(to.isEmpty() ? "" : ":").append(part);
        }
    }

    @Override
    public @Nullable String header(String name) {
        Map<String, Object> headers = properties == null ? null : properties.getHeaders();
        Object value = headers == null ? null : headers.get(name);
        if (value instanceof LongString text) {
            return text.length() > MAX_HEADER ? null : text.toString();
        }
        return value instanceof String text && text.length() <= MAX_HEADER ? text : null;
    }

    @Override
    public @Nullable String id() {
        return properties == null ? null : properties.getMessageId();
    }

    @Override
    public @Nullable String conversationId() {
        return properties == null ? null : properties.getCorrelationId();
    }

    @Override
    public @Nullable String host() {
        return broker.host();
    }

    @Override
    public int port() {
        return broker.port();
    }
}
