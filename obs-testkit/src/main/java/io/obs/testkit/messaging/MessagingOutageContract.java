package io.obs.testkit.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.obs.testkit.net.FaultyPath;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A broker that goes away, hangs and comes back. */
public interface MessagingOutageContract extends MessagingKit {

    private static InetSocketAddress through(FaultyPath path) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), path.port());
    }

    @Test
    default void brokerThatGoesAndComesBack_losesNothingButWhatTheClientLoses() throws Exception {
        try (FaultyPath path = FaultyPath.to(broker().getHostString(), broker().getPort());
                MessagingSession session = MessagingSession.open(this, through(path), builder -> {})) {
            session.consume(message -> message.ack(false));
            session.publish("before");
            session.settled(1, "ack");
            session.counted("queue_depth", 0);

            path.cut();
            session.telemetry().eventually(() -> {
                assertThat(catchThrowable(() -> session.publish("during"))).isNotNull();
                assertThat(session.telemetry().scrape().series("queue_depth")).isEmpty();
            });
            double produced = session.telemetry()
                    .scrape()
                    .value("queue_messages_total", "action", "produced", "queue", session.queue())
                    .orElseThrow();
            session.telemetry()
                    .eventually(() -> assertThat(session.spans("PRODUCER")).anySatisfy(span -> {
                        assertThat(span.status()).isEqualTo("ERROR");
                        assertThat(span.attributes()).containsKey("error.type");
                    }));

            path.heal();
            session.telemetry()
                    .eventually(() -> assertThat(catchThrowable(() -> session.publish("after")))
                            .isNull());
            session.produced(produced + 1);
            session.bystander().publish(session.queue(), "more", Map.of());
            session.telemetry()
                    .eventually(() -> assertThat(session.telemetry()
                                    .scrape()
                                    .value("queue_acks_total", "status", "ack", "queue", session.queue())
                                    .orElseThrow())
                            .isGreaterThanOrEqualTo(3));
            session.counted("queue_depth", 0);
            assertThat(session.telemetry().scrape().series("obs_internal_errors_total"))
                    .isEmpty();
        }
    }

    @Test
    default void deliveriesThatAConnectionLoses_endAndComeAgain() throws Exception {
        try (FaultyPath path = FaultyPath.to(broker().getHostString(), broker().getPort());
                MessagingSession session = MessagingSession.open(this, through(path), builder -> {})) {
            session.publish("one");
            session.collect();
            Received lost = session.next();
            path.cut();
            assertThat(session.spans("CONSUMER", 1).get(0).attributes()).containsEntry("error.type", "channel_closed");
            path.heal();
            Received again = session.next();
            assertThat(again.redelivered()).isTrue();
            assertThat(catchThrowable(() -> lost.ack(true)))
                    .satisfiesAnyOf(
                            error -> assertThat(error).isNull(),
                            error -> assertThat(error).isInstanceOf(Exception.class));
            session.count("queue_acks_total", 0, "status", "ack");
            again.ack(false);
            session.settled(1, "ack");
            session.consumed(2);
            session.handled(1);
        }
    }

    @Test
    default void brokerThatHangs_holdsUpNoScrape_andItsDepthIsNotShown() throws Exception {
        try (FaultyPath path = FaultyPath.to(broker().getHostString(), broker().getPort());
                MessagingSession session = MessagingSession.open(
                        this, through(path), builder -> builder.set("obs.metrics.callback.timeout", "10s"))) {
            session.counted("queue_depth", 0);
            path.hang();
            session.telemetry()
                    .eventually(() -> assertThat(session.telemetry().scrape().series("queue_depth"))
                            .isEmpty());
            path.heal();
            session.counted("queue_depth", 0);
        }
    }
}
