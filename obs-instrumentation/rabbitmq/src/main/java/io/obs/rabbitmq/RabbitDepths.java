package io.obs.rabbitmq;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.RecoverableConnection;
import com.rabbitmq.client.ShutdownSignalException;
import io.obs.messaging.DepthSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Asks for queues' depths through the observed connections, each time by a channel of its own: a passive declaration,
 * which neither makes nor locks anything, of a queue that is not there closes the channel that asked.
 *
 * <p>Of a queue that is exclusive only its own connection asks: some brokers close the whole connection of anybody else.
 *
 * <p>Thread-safe.
 */
final class RabbitDepths implements DepthSource {

    private static final int QUEUE_CLASS =
            new AMQP.Queue.Declare.Builder().build().protocolClassId();

    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final Map<String, Connection> owners = new ConcurrentHashMap<>();

    /** Queues whose asking has cost a connection; bounded by the number of queues that are watched. */
    private final Set<String> locked = ConcurrentHashMap.newKeySet();

    /** Asks through this one too, until it is closed for good. */
    void use(Connection connection) {
        connections.add(connection);
        connection.addShutdownListener(cause -> {
            if (cause.isInitiatedByApplication() || !(connection instanceof RecoverableConnection)) {
                connections.remove(connection);
                owners.values().remove(connection);
            }
        });
    }

    /** A connection has declared that queue, for itself alone or for everybody. */
    void declared(String queue, Connection by, boolean exclusive) {
        locked.remove(queue);
        if (exclusive) {
            owners.put(queue, by);
        } else {
            owners.remove(queue);
        }
    }

    /** That queue was deleted. */
    void deleted(String queue) {
        owners.remove(queue);
    }

    @Override
    public Map<String, Long> depths(List<String> queues) {
        Map<String, Long> depths = new HashMap<>();
        List<String> left = new ArrayList<>(queues);
        for (Connection connection : connections) { // there may be several brokers
            List<String> may = left.stream()
                    .filter(queue -> owners.getOrDefault(queue, connection).equals(connection))
                    .filter(queue -> !locked.contains(queue))
                    .toList();
            if (!may.isEmpty() && connection.isOpen()) {
                ask(connection, may, depths);
                left.removeAll(depths.keySet());
            }
        }
        return depths;
    }

    private void ask(Connection connection, List<String> queues, Map<String, Long> depths) {
        Channel channel = null;
        try {
            for (String queue : queues) {
                if (channel == null || !channel.isOpen()) {
                    abort(channel);
                    channel = connection.createChannel();
                }
                if (channel == null) {
                    return; // the connection has no channel left
                }
                Long depth = depth(channel, queue);
                if (depth != null) {
                    depths.put(queue, depth);
                }
            }
        } catch (IOException | ShutdownSignalException e) {
            // The connection is gone: what was not answered has no depth, and nothing else is to be said.
        } finally {
            abort(channel);
        }
    }

    /** Null where the broker would not say, because there is no such queue or it belongs to another connection. */
    private @Nullable Long depth(Channel channel, String queue) {
        try {
            return (long) channel.queueDeclarePassive(queue).getMessageCount();
        } catch (IOException | ShutdownSignalException e) {
            if (hasCostTheConnection(e)) {
                locked.add(queue);
            }
            return null;
        }
    }

    private static boolean hasCostTheConnection(Exception error) {
        Throwable cause = error instanceof ShutdownSignalException ? error : error.getCause();
        return cause instanceof ShutdownSignalException end
                && end.getReason() instanceof AMQP.Connection.Close close
                && close.getClassId() == QUEUE_CLASS;
    }

    private static void abort(@Nullable Channel channel) {
        try {
            if (channel != null) {
                channel.abort();
            }
        } catch (IOException | ShutdownSignalException e) {
            // It is closed.
        }
    }
}
