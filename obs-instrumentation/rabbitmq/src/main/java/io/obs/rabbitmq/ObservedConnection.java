package io.obs.rabbitmq;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.Consumer;
import com.rabbitmq.client.Recoverable;
import com.rabbitmq.client.RecoverableConnection;
import com.rabbitmq.client.RecoveryListener;
import io.obs.messaging.MessagingHandler;
import io.obs.messaging.QueueDepths;
import java.lang.reflect.Method;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A connection whose channels are observed. */
final class ObservedConnection extends Interfaces {

    private final Connection proxy;
    private final MessagingHandler messages;
    private final Destinations destinations;
    private final RabbitDepths source;
    private final QueueDepths depths;
    private final Connection connection;
    private final Predicate<Consumer> handingOn;
    private volatile Broker broker;

    ObservedConnection(
            Connection connection,
            MessagingHandler messages,
            Destinations destinations,
            RabbitDepths source,
            QueueDepths depths,
            Predicate<Consumer> handingOn) {
        super(connection);
        this.connection = connection;
        this.messages = messages;
        this.destinations = destinations;
        this.source = source;
        this.depths = depths;
        this.handingOn = handingOn;
        broker = Broker.of(connection);
        proxy = proxy(Connection.class);
        if (connection instanceof RecoverableConnection recoverable) {
            recoverable.addRecoveryListener(new RecoveryListener() {
                @Override
                public void handleRecoveryStarted(Recoverable recovering) {}

                @Override
                public void handleRecovery(Recoverable recovered) {
                    broker = Broker.of(connection);
                    depths.refresh();
                }
            });
        }
    }

    Connection proxy() {
        return proxy;
    }

    MessagingHandler messages() {
        return messages;
    }

    Destinations destinations() {
        return destinations;
    }

    /** Whether the consumer's deliveries are handled elsewhere. */
    boolean handsOn(Consumer consumer) {
        return handingOn.test(consumer);
    }

    /** A queue is used here, so its depth is asked for; not that of one whose name the broker made up. */
    void used(String queue) {
        if (!destinations.isAnonymous(queue)) {
            depths.watch(queue);
        }
    }

    /** A queue was declared here. */
    void declared(String queue, boolean exclusive) {
        if (!destinations.isAnonymous(queue)) {
            source.declared(queue, connection, exclusive);
            depths.watch(queue);
        }
    }

    /** A queue was deleted here. */
    void deleted(String queue) {
        depths.unwatch(queue);
        source.deleted(queue);
    }

    Broker broker() {
        return broker;
    }

    @Override
    @Nullable
    Object call(Method method, @Nullable Object[] arguments) throws Throwable {
        Object result = pass(method, arguments);
        if (result instanceof Channel channel) {
            return observed(channel);
        }
        if (result instanceof Optional<?> some && some.orElse(null) instanceof Channel channel) {
            return Optional.of(observed(channel));
        }
        return result;
    }

    private Channel observed(Channel channel) {
        if (messages.isClosed()) {
            return channel;
        }
        return ObservedChannel.of(this, channel);
    }
}
