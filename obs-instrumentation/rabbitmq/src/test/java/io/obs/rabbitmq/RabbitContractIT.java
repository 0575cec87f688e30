package io.obs.rabbitmq;

import io.obs.Observability;
import io.obs.part.rabbitmq.RabbitPart;
import io.obs.testkit.messaging.MessagingContract;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class RabbitContractIT implements MessagingContract {

    private static RabbitPart part;

    @BeforeAll
    static void start() {
        part = RabbitPart.start();
    }

    @AfterAll
    static void stop() {
        part.close();
    }

    @Override
    public String system() {
        return "rabbitmq";
    }

    @Override
    public InetSocketAddress broker() {
        return InetSocketAddress.createUnresolved(part.host(), part.port());
    }

    @Override
    public Client connect(@Nullable Observability obs, InetSocketAddress broker, String... known) throws Exception {
        return RabbitClient.connect(obs, broker, known);
    }
}
