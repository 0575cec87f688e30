package io.obs.part.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RabbitPartIT {

    @Test
    void broker_keepsMessagesAndConfirmsThem() throws Exception {
        try (RabbitPart rabbit = RabbitPart.start();
                Connection connection = connect(rabbit);
                Channel channel = connection.createChannel()) {
            String queue = channel.queueDeclare().getQueue();
            channel.confirmSelect();
            channel.basicPublish("", queue, null, "hello".getBytes(StandardCharsets.UTF_8));
            channel.waitForConfirmsOrDie(10_000);
            GetResponse message = channel.basicGet(queue, true);
            assertThat(message.getBody()).asString().isEqualTo("hello");
        }
    }

    @Test
    void stoppedBroker_isGoneAndComesBackOnItsPort() throws Exception {
        RabbitPart rabbit = RabbitPart.embedded(0);
        assertThat(rabbit.isEmbedded()).isTrue();
        Connection connection = connect(rabbit);
        rabbit.close();
        await().until(() -> !connection.isOpen());
        assertThatThrownBy(() -> connect(rabbit)).isInstanceOf(IOException.class);
        try (RabbitPart again = RabbitPart.embedded(rabbit.port());
                Connection second = connect(again)) {
            assertThat(again.port()).isEqualTo(rabbit.port());
            assertThat(second.isOpen()).isTrue();
        }
    }

    private static Connection connect(RabbitPart rabbit) throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(rabbit.uri());
        factory.setAutomaticRecoveryEnabled(false);
        return factory.newConnection();
    }
}
