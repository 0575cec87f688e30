package io.obs.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import io.obs.part.rabbitmq.RabbitPart;
import io.obs.testkit.TestTelemetry;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Queues that belong to one connection: who else asks for their depths may lose its own. */
class ExclusiveQueuesIT {

    private static final byte[] BODY = {1};

    private final RabbitPart part = RabbitPart.start();
    private final ConnectionFactory factory =
            RabbitClient.factory(InetSocketAddress.createUnresolved(part.host(), part.port()));
    private final String queue = "obs-exclusive-" + System.nanoTime();
    private final AtomicInteger lost = new AtomicInteger();
    private final List<Connection> connections = new ArrayList<>();
    private TestTelemetry telemetry;
    private RabbitObservability rabbit;

    @BeforeEach
    void start() {
        telemetry = TestTelemetry.start(builder -> builder.set("obs.queue.depth.interval", "1ms"));
        rabbit = RabbitObservability.create(telemetry.obs());
    }

    @AfterEach
    void stop() {
        connections.forEach(connection -> connection.abort(5_000));
        telemetry.close();
        part.close();
    }

    private Connection connect() throws Exception {
        Connection bare = factory.newConnection();
        connections.add(bare);
        bare.addShutdownListener(cause -> lost.incrementAndGet());
        return bare;
    }

    private void depth(double messages, String of) {
        telemetry.eventually(() ->
                assertThat(telemetry.scrape().value("queue_depth", "queue", of)).hasValue(messages));
    }

    @Test
    void queueOfOneConnection_isAskedForByThatOneOnly() throws Exception {
        List<Connection> others = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            others.add(rabbit.wrap(connect()));
        }
        Connection owner = rabbit.wrap(connect());
        var channel = owner.createChannel();
        channel.queueDeclare(queue, false, true, true, null);
        depth(0, queue);
        channel.basicPublish("", queue, null, BODY);
        depth(1, queue);
        assertThat(others).allMatch(Connection::isOpen);
        assertThat(lost).hasValue(0);
    }

    @Test
    void queueOfSomebodyElse_costsOneConnectionAtMost_andIsNotAskedForAgain() throws Exception {
        connect().createChannel().queueDeclare(queue, false, true, true, null); // not observed
        Connection own = rabbit.wrap(connect());
        rabbit.queues(queue);
        String shared = queue + "-shared";
        telemetry.eventually(() -> {
            try {
                own.createChannel().queueDeclare(shared, false, false, true, null);
            } catch (Exception e) {
                throw new AssertionError("the connection is coming back", e);
            }
        });
        for (int messages = 0; messages < 5; messages++) { // each is a new answer of the broker
            depth(messages, shared);
            own.createChannel().basicPublish("", shared, null, BODY);
        }
        depth(5, shared);
        assertThat(lost.get()).isLessThanOrEqualTo(1);
        assertThat(telemetry.scrape().value("queue_depth", "queue", queue)).isEmpty();
        own.createChannel().queueDelete(shared); // nobody consumed it, so it doesn't delete itself
    }
}
