package io.obs.spring.rabbit;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Consumer;
import com.rabbitmq.client.Delivery;
import com.rabbitmq.client.Envelope;
import io.obs.rabbitmq.RabbitObservability;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.List;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageProperties;
import org.springframework.amqp.rabbit.connection.ChannelProxy;
import org.springframework.amqp.rabbit.connection.PublisherCallbackChannelImpl;
import org.springframework.beans.factory.ObjectProvider;

/** Around what a container does with a message, or with several: retries included. */
final class ListenerAdvice implements MethodInterceptor {

    private static final String HANDS_ON = "org.springframework.amqp.rabbit.listener.BlockingQueueConsumer$";

    private final ObjectProvider<RabbitObservability> rabbit;

    ListenerAdvice(ObjectProvider<RabbitObservability> rabbit) {
        this.rabbit = rabbit;
    }

    /** True for the consumers of containers with threads of their own. */
    static boolean hasIts(Consumer consumer) {
        return consumer.getClass().getName().startsWith(HANDS_ON);
    }

    @Override
    public @Nullable Object invoke(MethodInvocation call) throws Throwable {
        @Nullable Object[] arguments = call.getArguments();
        if (arguments.length != 2 || !(arguments[0] instanceof Channel channel)) {
            return call.proceed();
        }
        List<Message> messages = messages(arguments[1]);
        String queue = messages.isEmpty()
                ? null
                : messages.get(0).getMessageProperties().getConsumerQueue();
        if (queue == null) {
            return call.proceed();
        }
        rabbit.getObject()
                .handle(
                        client(channel),
                        queue,
                        messages.stream().map(ListenerAdvice::delivery).toList(),
                        () -> proceed(call));
        return null; // listeners give nothing back here
    }

    private static void proceed(MethodInvocation call) throws Exception {
        try {
            call.proceed();
        } catch (Exception | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new UndeclaredThrowableException(e);
        }
    }

    private static List<Message> messages(@Nullable Object data) {
        if (data instanceof Message one) {
            return List.of(one);
        }
        return data instanceof List<?> list
                ? list.stream()
                        .filter(Message.class::isInstance)
                        .map(Message.class::cast)
                        .toList()
                : List.of();
    }

    /** The channel behind those that Spring puts before it. */
    private static Channel client(Channel channel) {
        Channel client = channel;
        while (true) {
            if (client instanceof ChannelProxy proxy) {
                client = proxy.getTargetChannel();
            } else if (client instanceof PublisherCallbackChannelImpl callbacks) {
                client = callbacks.getDelegate();
            } else {
                return client;
            }
        }
    }

    private static Delivery delivery(Message message) {
        MessageProperties properties = message.getMessageProperties();
        Envelope envelope = new Envelope(
                properties.getDeliveryTag(),
                Boolean.TRUE.equals(properties.getRedelivered()),
                orEmpty(properties.getReceivedExchange()),
                orEmpty(properties.getReceivedRoutingKey()));
        return new Delivery(
                envelope,
                new BasicProperties.Builder()
                        .headers(properties.getHeaders())
                        .messageId(properties.getMessageId())
                        .correlationId(properties.getCorrelationId())
                        .build(),
                message.getBody());
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
