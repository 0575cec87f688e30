package io.obs.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.Delivery;
import com.rabbitmq.client.GetResponse;
import io.obs.part.rabbitmq.RabbitPart;
import io.obs.testkit.GuidePage;
import io.obs.testkit.TestTelemetry;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The guide's Java, compiled and run. */
class GuideIT {

    private static final class Extractor {
        private final List<String> extracted = new ArrayList<>();

        void extract(byte[] video) {
            extracted.add(new String(video, StandardCharsets.UTF_8));
        }

        void extractAll(List<Delivery> videos) {
            videos.forEach(video -> extract(video.getBody()));
        }
    }

    @Test
    void page_isTrue() throws Exception {
        GuidePage.of(Path.of("../../docs/guide/rabbitmq.md"))
                .isCompiledIn(Path.of("src/test/java/io/obs/rabbitmq/GuideIT.java"));
        try (RabbitPart part = RabbitPart.embedded(0);
                TestTelemetry telemetry = TestTelemetry.start()) {
            var obs = telemetry.obs();
            ConnectionFactory factory =
                    RabbitClient.factory(InetSocketAddress.createUnresolved(part.host(), part.port()));
            Extractor extractor = new Extractor();
            RabbitObservability rabbit = RabbitObservability.create(obs).queues("captions");
            Connection connection = rabbit.wrap(factory.newConnection());
            Channel channel = connection.createChannel();
            channel.queueDeclare("captions", false, false, false, null);
            channel.exchangeDeclare("media", "direct");
            channel.queueBind("captions", "media", "caption.created");
            rabbit.route("media", "caption.created", "captions").route("audit", "audit-log");
            channel.basicPublish("media", "caption.created", null, "video".getBytes(StandardCharsets.UTF_8));

            GetResponse pulled = channel.basicGet("captions", false);
            if (pulled != null) {
                rabbit.process("captions", pulled, () -> extractor.extract(pulled.getBody()));
                channel.basicAck(pulled.getEnvelope().getDeliveryTag(), false);
            }
            assertThat(extractor.extracted).containsExactly("video");
            List<Delivery> deliveries =
                    List.of(new Delivery(pulled.getEnvelope(), pulled.getProps(), pulled.getBody()));
            rabbit.batch("captions", deliveries, () -> extractor.extractAll(deliveries));
            assertThat(extractor.extracted).containsExactly("video", "video");
            assertThat(telemetry.scrape().value("queue_messages_total", "queue", "captions", "action", "produced"))
                    .hasValue(1);
            connection.abort();
        }
    }
}
