package io.obs.rabbitmq;

import com.rabbitmq.client.DeliverCallback;
import com.rabbitmq.client.Delivery;
import io.obs.messaging.ConsumerOperation;
import io.obs.messaging.MessageQueue;
import io.opentelemetry.context.Scope;
import java.io.IOException;
import java.util.List;

/**
 * What one consumer is delivered.
 *
 * @param queue the queue's name
 * @param handle what it is called and measured as
 * @param settles false where the broker takes each delivery for settled (autoAck)
 */
record Deliveries(ObservedChannel channel, String queue, MessageQueue handle, boolean settles) {

    /** The service's own handling; {@code X} is what it may throw. */
    @FunctionalInterface
    interface Handling<X extends Exception> {
        void run() throws X;
    }

    /** Handles a delivery in its context; exceptions go on as they are. */
    @SuppressWarnings("try") // the scope is only held
    <X extends Exception> void handle(Delivery message, Handling<X> handling) throws X {
        if (!channel.isObserved()) {
            handling.run();
            return;
        }
        ConsumerOperation delivery = begin(message);
        try (Scope scope = delivery.makeCurrent()) {
            handling.run();
        } catch (Throwable e) {
            delivery.failed(e);
            throw e;
        }
        delivery.returned();
    }

    /** Handles several at once, in the context of none of them. */
    <X extends Exception> void handle(List<Delivery> messages, Handling<X> handling) throws X {
        if (!channel.isObserved()) {
            handling.run();
            return;
        }
        List<ConsumerOperation> begun = messages.stream().map(this::begin).toList();
        try {
            handling.run();
        } catch (Throwable e) {
            begun.forEach(delivery -> delivery.failed(e));
            throw e;
        }
        begun.forEach(ConsumerOperation::returned);
    }

    private ConsumerOperation begin(Delivery message) {
        return channel.delivered(this, message.getEnvelope(), message.getProperties(), message.getBody());
    }

    DeliverCallback observed(DeliverCallback callback) {
        return (consumerTag, message) -> this.<IOException>handle(message, () -> callback.handle(consumerTag, message));
    }
}
