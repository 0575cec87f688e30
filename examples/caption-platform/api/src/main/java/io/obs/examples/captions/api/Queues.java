package io.obs.examples.captions.api;

import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import java.util.Map;

/** The queues between job manager and worker. Who connects first declares them. */
public final class Queues {

    /** Jobs to process; the body is a {@link Job}, the message's id the job's. */
    public static final String JOBS = "captions.jobs";

    /** What became of jobs; the body is a {@link Job}. */
    public static final String REPORTS = "captions.reports";

    /** Messages of {@link #JOBS} that the worker has rejected: the queue, and the exchange that leads to it. */
    public static final String DEAD = "captions.dead";

    private static final int MILLIS_BETWEEN_ATTEMPTS = 500;
    private static final int MILLIS_TO_CONNECT = 2_000;

    private Queues() {}

    /** Connects to an address such as {@code amqp://user:password@host:5672}; connections come back by themselves. */
    public static ConnectionFactory factory(String url) {
        ConnectionFactory factory = new ConnectionFactory();
        try {
            factory.setUri(url);
        } catch (Exception e) { // of three kinds that have nothing else in common
            throw new InvalidSettingsException("CAPTION_RABBITMQ_URL is wrong: " + e.getMessage());
        }
        factory.setNetworkRecoveryInterval(MILLIS_BETWEEN_ATTEMPTS);
        factory.setConnectionTimeout(MILLIS_TO_CONNECT);
        return factory;
    }

    /** Declares all queues; what the connection has declared it declares again when it has lost the broker. */
    public static void declare(Channel channel) throws IOException {
        channel.exchangeDeclare(DEAD, BuiltinExchangeType.FANOUT, true);
        channel.queueDeclare(DEAD, true, false, false, null);
        channel.queueBind(DEAD, DEAD, "");
        channel.queueDeclare(REPORTS, true, false, false, null);
        channel.queueDeclare(JOBS, true, false, false, arguments(channel));
    }

    /** That what is rejected is a dead letter; the embedded broker, which is no RabbitMQ, has its own words for it. */
    private static Map<String, Object> arguments(Channel channel) {
        Object product = channel.getConnection().getServerProperties().get("product");
        return String.valueOf(product).equals("RabbitMQ")
                ? Map.of("x-dead-letter-exchange", DEAD)
                : Map.of("alternateExchange", DEAD, "x-qpid-maximum-delivery-count", 1);
    }
}
