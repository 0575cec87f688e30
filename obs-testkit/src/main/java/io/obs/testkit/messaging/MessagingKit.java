package io.obs.testkit.messaging;

import io.obs.Observability;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an adapter's test tells the contract: where a real broker is, and how a client of its framework talks to it. */
public interface MessagingKit {

    /** The value of {@code messaging.system}. */
    String system();

    /** The broker, which may be shared with others: queues of the contract have names of their own. */
    InetSocketAddress broker();

    /**
     * A client that is connected, and that connects itself again where its connection breaks.
     *
     * @param obs the obs that shall observe it; null for none
     * @param known the queues that are named to the adapter beforehand
     */
    Client connect(@Nullable Observability obs, InetSocketAddress broker, String... known) throws Exception;

    /** A client that was connected. What the framework throws, its methods throw. */
    interface Client extends AutoCloseable {

        /** Makes a queue that lasts as long as the broker. */
        void declare(String queue) throws Exception;

        /** Deletes it with what is in it, if it is there. */
        void delete(String queue) throws Exception;

        /** True where the broker has that queue. */
        boolean exists(String queue) throws Exception;

        /** Sends a message to a queue; its id is its body. */
        void publish(String queue, String body, Map<String, Object> headers) throws Exception;

        /** @param settles true where the handler settles what it gets, false where delivering it settles it */
        void consume(String queue, boolean settles, Handler handler) throws Exception;

        /** Takes a message, to be settled; null where none waits. */
        @Nullable
        Received pull(String queue) throws Exception;

        /** Processes messages that were delivered before, together. */
        void batch(String queue, List<Received> messages, Runnable work) throws Exception;

        /** Closes the channel that consumes, and with it its consumers. */
        void closeConsumers() throws Exception;

        @Override
        void close();
    }

    /** A consumer of the service. */
    @FunctionalInterface
    interface Handler {
        void handle(Received message) throws Exception;
    }

    /** A message that was delivered. */
    interface Received {

        String body();

        boolean redelivered();

        /** @param allBefore whether all that came before it are settled with it */
        void ack(boolean allBefore) throws Exception;

        void nack(boolean requeue) throws Exception;

        void reject(boolean requeue) throws Exception;
    }
}
