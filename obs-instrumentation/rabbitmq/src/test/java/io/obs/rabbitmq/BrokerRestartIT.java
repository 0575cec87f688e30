package io.obs.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.Delivery;
import io.obs.part.rabbitmq.RabbitPart;
import io.obs.testkit.TestTelemetry;
import java.net.InetSocketAddress;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A broker that is really stopped, and started again with nothing in it: the client makes its queues and consumers anew. */
class BrokerRestartIT {

    @Test
    void consumerThatTheClientRecovers_goesOnBeingObserved() throws Exception {
        try (TestTelemetry telemetry = TestTelemetry.start(builder -> builder.set("obs.queue.depth.interval", "1ms"))) {
            RabbitPart first = RabbitPart.embedded(0);
            int port = first.port();
            Connection connection = RabbitObservability.create(telemetry.obs())
                    .wrap(RabbitClient.factory(InetSocketAddress.createUnresolved("127.0.0.1", port))
                            .newConnection());
            Channel channel = connection.createChannel();
            channel.queueDeclare("captions", false, false, false, null);
            BlockingQueue<Delivery> deliveries = new LinkedBlockingQueue<>();
            channel.basicConsume("captions", false, (tag, message) -> deliveries.add(message), tag -> {});
            channel.basicPublish("", "captions", null, new byte[10]);
            channel.basicPublish("", "captions", null, new byte[10]);
            Delivery settled = next(deliveries);
            Delivery lost = next(deliveries);
            channel.basicAck(settled.getEnvelope().getDeliveryTag(), false);
            counted(telemetry, 1, "queue_acks_total", "status", "ack");
            telemetry.eventually(
                    () -> assertThat(telemetry.scrape().series("queue_depth")).hasSize(1));

            first.close();
            telemetry.eventually(() -> {
                assertThat(telemetry.scrape().series("queue_depth")).isEmpty();
                assertThat(telemetry.lines("obs.queue")).hasSize(1);
            });

            RabbitPart second = RabbitPart.embedded(port);
            try {
                counted(telemetry, 0, "queue_depth"); // the client has made the queue again
                channel.basicPublish("", "captions", null, new byte[10]);
                Delivery after = next(deliveries);
                assertThat(after.getEnvelope().getDeliveryTag())
                        .isGreaterThan(lost.getEnvelope().getDeliveryTag());
                channel.basicAck(lost.getEnvelope().getDeliveryTag(), true); // too late: the client drops it
                channel.basicAck(after.getEnvelope().getDeliveryTag(), true);
                counted(telemetry, 2, "queue_acks_total", "status", "ack");
                counted(telemetry, 2, "queue_processing_duration_seconds_count");
                counted(telemetry, 3, "queue_messages_total", "action", "consumed");
                counted(telemetry, 0, "queue_depth");
            } finally {
                connection.abort(5_000);
                second.close();
            }
        }
    }

    private static Delivery next(BlockingQueue<Delivery> deliveries) throws InterruptedException {
        Delivery next = deliveries.poll(20, TimeUnit.SECONDS);
        assertThat(next).isNotNull();
        return next;
    }

    private static void counted(TestTelemetry telemetry, double value, String metric, String... labels) {
        telemetry.eventually(
                () -> assertThat(telemetry.scrape().value(metric, labels)).hasValue(value));
    }
}
