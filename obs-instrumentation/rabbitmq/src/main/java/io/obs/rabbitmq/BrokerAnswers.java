package io.obs.rabbitmq;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.ConfirmListener;
import com.rabbitmq.client.ReturnListener;

/** Hears what the broker says of messages that were published through a channel. */
final class BrokerAnswers implements ReturnListener, ConfirmListener {

    private final ObservedConnection connection;

    BrokerAnswers(ObservedConnection connection) {
        this.connection = connection;
    }

    @Override
    public void handleReturn(
            int replyCode,
            String replyText,
            String exchange,
            String routingKey,
            BasicProperties properties,
            byte[] body) {
        AmqpMessage message =
                new AmqpMessage(exchange, routingKey, null, properties, body.length, -1, false, connection.broker());
        connection.messages().returned(message, connection.destinations().produced(exchange, routingKey));
    }

    @Override
    public void handleAck(long deliveryTag, boolean multiple) {}

    @Override
    public void handleNack(long deliveryTag, boolean multiple) {
        connection.messages().refused(multiple ? 0 : 1);
    }
}
