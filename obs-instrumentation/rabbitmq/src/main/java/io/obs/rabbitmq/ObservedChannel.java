package io.obs.rabbitmq;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Consumer;
import com.rabbitmq.client.DeliverCallback;
import com.rabbitmq.client.Delivery;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.GetResponse;
import io.obs.messaging.ConsumerOperation;
import io.obs.messaging.MessageQueue;
import io.obs.messaging.MessagingHandler;
import io.obs.messaging.ProducerOperation;
import io.obs.messaging.Settlement;
import io.opentelemetry.context.Scope;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A channel whose messages are observed: published, delivered, pulled and settled. */
final class ObservedChannel extends Interfaces {

    private final ObservedConnection connection;
    private final Channel channel;
    private final MessagingHandler messages;
    private final Unsettled unsettled;
    private final BrokerAnswers answers;
    private final Map<String, Deliveries> handedOn = new ConcurrentHashMap<>();
    private volatile String lastDeclared = "";

    private ObservedChannel(ObservedConnection connection, Channel channel) {
        super(channel);
        this.connection = connection;
        this.channel = channel;
        this.messages = connection.messages();
        this.unsettled = new Unsettled(messages);
        this.answers = new BrokerAnswers(connection);
    }

    static Channel of(ObservedConnection connection, Channel channel) {
        ObservedChannel observed = new ObservedChannel(connection, channel);
        channel.addReturnListener(observed.answers);
        channel.addShutdownListener(cause -> observed.unsettled.abandonAll());
        return observed.proxy(Channel.class);
    }

    @Override
    @Nullable
    Object call(Method method, @Nullable Object[] arguments) throws Throwable {
        if (messages.isClosed()) {
            return pass(method, arguments);
        }
        switch (method.getName()) {
            case "basicPublish" -> publish(method, arguments);
            case "basicAck" -> {
                channel.basicAck(tag(arguments), flag(arguments, 1));
                unsettled.settled(tag(arguments), flag(arguments, 1), Settlement.ACK);
            }
            case "basicNack" -> {
                channel.basicNack(tag(arguments), flag(arguments, 1), flag(arguments, 2));
                unsettled.settled(tag(arguments), flag(arguments, 1), Settlement.NACK);
            }
            case "basicReject" -> {
                channel.basicReject(tag(arguments), flag(arguments, 1));
                unsettled.settled(tag(arguments), false, Settlement.REJECT);
            }
            case "basicGet" -> {
                return get((String) arguments[0], flag(arguments, 1));
            }
            case "basicConsume" -> {
                return consume(method, arguments);
            }
            case "basicRecover" -> {
                unsettled.requeued(); // before, or those that come again at once would be taken for those before
                return pass(method, arguments);
            }
            case "getConnection" -> {
                return connection.proxy();
            }
            default -> {
                Object result = pass(method, arguments);
                after(method.getName(), arguments, result);
                return result;
            }
        }
        return null;
    }

    /** What a call that passed as it was tells. */
    private void after(String method, @Nullable Object[] arguments, @Nullable Object result) {
        switch (method) {
            case "queueDeclare", "queueDeclareNoWait", "queueDeclarePassive" -> declared(method, arguments, result);
            case "queueDelete", "queueDeleteNoWait" -> {
                if (arguments[0] instanceof String queue) {
                    connection.deleted(queue);
                }
            }
            case "confirmSelect", "clearConfirmListeners" -> {
                channel.removeConfirmListener(answers); // never twice
                channel.addConfirmListener(answers);
            }
            case "clearReturnListeners" -> channel.addReturnListener(answers);
            default -> {} // nothing to see
        }
    }

    private void declared(String method, @Nullable Object[] arguments, @Nullable Object result) {
        String asked = arguments.length > 0 && arguments[0] instanceof String name ? name : "";
        String queue = result instanceof AMQP.Queue.DeclareOk ok ? ok.getQueue() : asked;
        lastDeclared = queue;
        if (asked.isEmpty()) {
            connection.destinations().named(queue);
        } else if (method.equals("queueDeclarePassive")) {
            connection.used(queue);
        } else {
            connection.declared(queue, flag(arguments, 2));
        }
    }

    private void publish(Method method, @Nullable Object[] arguments) throws Throwable {
        int at = arguments.length == 7 ? 4 : arguments.length - 2; // of the properties; the body comes after them
        if (!(arguments[0] instanceof String exchange) || !(arguments[1] instanceof String routingKey)) {
            pass(method, arguments); // what is wrong with that is the client's to say
            return;
        }
        BasicProperties properties = (BasicProperties) arguments[at];
        AmqpMessage message = new AmqpMessage(
                exchange, routingKey, null, properties, size(arguments[at + 1]), -1, false, connection.broker());
        HeadersToSend headers = new HeadersToSend(properties);
        ProducerOperation operation =
                messages.publish(message, connection.destinations().produced(exchange, routingKey), headers);
        arguments[at] = headers.properties();
        try {
            send(method, arguments);
        } catch (Throwable e) {
            operation.failed(e);
            throw e;
        }
        operation.sent();
    }

    /** The usual way without reflection. */
    private void send(Method method, @Nullable Object[] arguments) throws Throwable {
        if (arguments.length == 4) {
            channel.basicPublish((String) arguments[0], (String) arguments[1], (BasicProperties) arguments[2], (byte[])
                    arguments[3]);
        } else if (arguments.length == 5) {
            channel.basicPublish(
                    (String) arguments[0],
                    (String) arguments[1],
                    flag(arguments, 2),
                    (BasicProperties) arguments[3],
                    (byte[]) arguments[4]);
        } else {
            pass(method, arguments);
        }
    }

    private static long size(@Nullable Object body) {
        if (body instanceof byte[] bytes) {
            return bytes.length;
        }
        return body instanceof ByteBuffer buffer ? buffer.remaining() : -1;
    }

    private @Nullable GetResponse get(@Nullable String asked, boolean autoAck) throws Throwable {
        GetResponse response = channel.basicGet(asked, autoAck);
        if (response != null) {
            String queue = orLastDeclared(asked);
            Envelope envelope = response.getEnvelope();
            AmqpMessage message = AmqpMessage.delivered(
                    queue, envelope, response.getProps(), response.getBody(), connection.broker());
            ConsumerOperation delivery =
                    messages.receive(message, connection.destinations().consumed(queue), !autoAck);
            if (!autoAck) {
                unsettled.add(envelope.getDeliveryTag(), delivery);
            }
            connection.used(queue);
        }
        return response;
    }

    /** The protocol takes an empty name for the queue that the channel declared last. */
    private String orLastDeclared(@Nullable String queue) {
        return queue == null || queue.isEmpty() ? lastDeclared : queue;
    }

    /** All its variants name the queue first; who hears of deliveries stands anywhere. */
    private @Nullable Object consume(Method method, @Nullable Object[] arguments) throws Throwable {
        String queue = orLastDeclared((String) arguments[0]);
        boolean autoAck = arguments.length > 1 && arguments[1] instanceof Boolean flag && flag;
        Deliveries deliveries =
                new Deliveries(this, queue, connection.destinations().consumed(queue), !autoAck);
        for (int i = 1; i < arguments.length; i++) {
            if (arguments[i] instanceof Consumer consumer && connection.handsOn(consumer)) {
                handedOn.put(queue, deliveries);
            } else if (arguments[i] instanceof Consumer consumer) {
                arguments[i] = new ObservedConsumer(deliveries, consumer);
            } else if (arguments[i] instanceof DeliverCallback callback) {
                arguments[i] = deliveries.observed(callback);
            }
        }
        connection.used(queue);
        return pass(method, arguments);
    }

    /**
     * Handles a delivery that was handed on. One that has begun goes on: its consumer is observed itself, or it is handled
     * in parts.
     */
    @SuppressWarnings("try") // the scope is only held
    <X extends Exception> void handle(String queue, Delivery message, Deliveries.Handling<X> handling) throws X {
        Deliveries from = handedOn.get(queue);
        ConsumerOperation begun = unsettled.get(message.getEnvelope().getDeliveryTag());
        if (begun != null) {
            try (Scope scope = begun.makeCurrent()) {
                handling.run();
            } catch (Throwable e) {
                begun.failed(e);
                throw e;
            }
        } else if (from != null) {
            from.handle(message, handling);
        } else {
            handling.run();
        }
    }

    /** Handles deliveries together that were handed on. */
    <X extends Exception> void handle(String queue, List<Delivery> messages, Deliveries.Handling<X> handling) throws X {
        Deliveries from = handedOn.get(queue);
        if (from == null) {
            handling.run();
        } else {
            from.handle(messages, handling);
        }
    }

    /** A delivery begins; it is followed until it is settled. */
    ConsumerOperation delivered(Deliveries from, Envelope envelope, BasicProperties properties, byte[] body) {
        MessageQueue queue = from.handle();
        ConsumerOperation delivery = messages.process(
                AmqpMessage.delivered(from.queue(), envelope, properties, body, connection.broker()),
                queue,
                from.settles());
        if (from.settles()) {
            unsettled.add(envelope.getDeliveryTag(), delivery);
            if (!channel.isOpen()) { // gone in between: nobody would take it out again
                unsettled.abandon(envelope.getDeliveryTag());
            }
        }
        return delivery;
    }

    boolean isObserved() {
        return !messages.isClosed();
    }

    private static long tag(@Nullable Object[] arguments) {
        return (Long) Objects.requireNonNull(arguments[0]);
    }

    private static boolean flag(@Nullable Object[] arguments, int at) {
        return (Boolean) Objects.requireNonNull(arguments[at]);
    }
}
