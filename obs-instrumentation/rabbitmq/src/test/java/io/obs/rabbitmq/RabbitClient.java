package io.obs.rabbitmq;

import static java.util.Objects.requireNonNull;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.Delivery;
import com.rabbitmq.client.GetResponse;
import io.obs.Observability;
import io.obs.testkit.messaging.MessagingKit;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** RabbitMQ's client as a service would use it: a channel to publish, another one to consume. */
final class RabbitClient implements MessagingKit.Client {

    private final @Nullable RabbitObservability observability;
    private final Connection connection;
    private final Channel producer;
    private Channel consumer;

    private RabbitClient(@Nullable RabbitObservability observability, Connection connection) throws Exception {
        this.observability = observability;
        this.connection = connection;
        producer = connection.createChannel();
        consumer = connection.createChannel();
    }

    static RabbitClient connect(@Nullable Observability obs, InetSocketAddress broker, String... known)
            throws Exception {
        Connection connection = factory(broker).newConnection();
        if (obs == null) {
            return new RabbitClient(null, connection);
        }
        RabbitObservability rabbit = RabbitObservability.create(obs).queues(known);
        return new RabbitClient(rabbit, rabbit.wrap(connection));
    }

    static ConnectionFactory factory(InetSocketAddress broker) {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost(broker.getHostString());
        factory.setPort(broker.getPort());
        factory.setNetworkRecoveryInterval(50);
        factory.setConnectionTimeout(5_000);
        return factory;
    }

    @Override
    public void declare(String queue) throws Exception {
        producer.queueDeclare(queue, false, false, false, null);
    }

    @Override
    public void delete(String queue) throws Exception {
        if (exists(queue)) {
            producer.queueDelete(queue);
        }
    }

    @Override
    public boolean exists(String queue) throws Exception {
        Channel asking = connection.createChannel();
        try {
            asking.queueDeclarePassive(queue);
            return true;
        } catch (IOException e) {
            return false;
        } finally {
            asking.abort();
        }
    }

    @Override
    public void publish(String queue, String body, Map<String, Object> headers) throws Exception {
        BasicProperties properties =
                new BasicProperties.Builder().messageId(body).headers(headers).build();
        producer.basicPublish("", queue, properties, body.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void consume(String queue, boolean settles, MessagingKit.Handler handler) throws Exception {
        Channel channel = consumer;
        channel.basicConsume(
                queue,
                !settles,
                (tag, message) -> {
                    try {
                        handler.handle(new Message(channel, message));
                    } catch (RuntimeException | IOException e) {
                        throw e;
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                },
                tag -> {});
    }

    @Override
    public MessagingKit.@Nullable Received pull(String queue) throws Exception {
        GetResponse response = consumer.basicGet(queue, false);
        return response == null
                ? null
                : new Message(consumer, new Delivery(response.getEnvelope(), response.getProps(), response.getBody()));
    }

    @Override
    public void batch(String queue, List<MessagingKit.Received> messages, Runnable work) {
        List<Delivery> deliveries =
                messages.stream().map(one -> ((Message) one).delivery()).toList();
        requireNonNull(observability).batch(queue, deliveries, work::run);
    }

    @Override
    public void closeConsumers() throws Exception {
        consumer.close();
        consumer = connection.createChannel();
    }

    @Override
    public void close() {
        connection.abort(5_000);
    }

    private record Message(Channel channel, Delivery delivery) implements MessagingKit.Received {

        @Override
        public String body() {
            return new String(delivery.getBody(), StandardCharsets.UTF_8);
        }

        @Override
        public boolean redelivered() {
            return delivery.getEnvelope().isRedeliver();
        }

        @Override
        public void ack(boolean allBefore) throws Exception {
            channel.basicAck(delivery.getEnvelope().getDeliveryTag(), allBefore);
        }

        @Override
        public void nack(boolean requeue) throws Exception {
            channel.basicNack(delivery.getEnvelope().getDeliveryTag(), false, requeue);
        }

        @Override
        public void reject(boolean requeue) throws Exception {
            channel.basicReject(delivery.getEnvelope().getDeliveryTag(), requeue);
        }
    }
}
