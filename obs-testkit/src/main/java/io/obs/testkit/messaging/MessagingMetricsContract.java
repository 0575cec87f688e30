package io.obs.testkit.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.obs.testkit.messaging.MessagingKit.Received;
import org.junit.jupiter.api.Test;

/** Counts and times by queue. */
public interface MessagingMetricsContract extends MessagingKit {

    @Test
    default void namedQueue_hasItsSeriesAtZeroBeforeTheFirstMessage() throws Exception {
        try (MessagingSession session = MessagingSession.withoutQueue(this)) {
            String queue = session.queue();
            assertThat(session.telemetry().scrape().text())
                    .contains(
                            "queue_messages_total{action=\"produced\",queue=\"" + queue + "\"} 0",
                            "queue_messages_total{action=\"consumed\",queue=\"" + queue + "\"} 0",
                            "queue_acks_total{queue=\"" + queue + "\",status=\"ack\"} 0",
                            "queue_acks_total{queue=\"" + queue + "\",status=\"nack\"} 0",
                            "queue_acks_total{queue=\"" + queue + "\",status=\"reject\"} 0",
                            "queue_processing_duration_seconds_count{queue=\"" + queue + "\"} 0");
        }
    }

    @Test
    default void message_countsForTheQueueItIsProducedToAndConsumedFrom() throws Exception {
        try (MessagingSession session = MessagingSession.open(this)) {
            session.publish("one", "two");
            session.consume(message -> message.ack(false));
            session.produced(2);
            session.consumed(2);
            session.settled(2, "ack");
            session.handled(2);
        }
    }

    @Test
    default void settlements_countByHowTheyAreSaid() throws Exception {
        try (MessagingSession session = MessagingSession.open(this)) {
            session.publish("ack", "nack", "reject");
            session.consume(message -> {
                switch (message.redelivered() ? "ack" : message.body()) {
                    case "ack" -> message.ack(false);
                    case "nack" -> message.nack(true);
                    default -> message.reject(true);
                }
            });
            session.settled(1, "nack");
            session.settled(1, "reject");
            session.settled(3, "ack");
            session.handled(5);
            session.consumed(5);
        }
    }

    @Test
    default void ackOfAllBefore_countsEachOfThem() throws Exception {
        try (MessagingSession session = MessagingSession.open(this)) {
            session.publish("1", "2", "3", "4");
            session.collect();
            session.next();
            session.next();
            Received third = session.next();
            Received fourth = session.next();
            third.ack(true);
            session.settled(3, "ack");
            session.handled(3);
            fourth.nack(false);
            session.settled(3, "ack");
            session.settled(1, "nack");
            session.handled(4);
        }
    }

    @Test
    default void deliveryThatIsSettledByTheBroker_isHandledAndNotAcked() throws Exception {
        try (MessagingSession session = MessagingSession.open(this)) {
            session.publish("one");
            session.client().consume(session.queue(), false, message -> {});
            session.consumed(1);
            session.handled(1);
            session.settled(0, "ack");
        }
    }

    @Test
    default void pulledMessage_isHandledUntilItIsSettled() throws Exception {
        try (MessagingSession session = MessagingSession.open(this)) {
            assertThat(session.client().pull(session.queue())).isNull();
            session.publish("one");
            Received message = session.pull();
            assertThat(message.body()).isEqualTo("one");
            session.consumed(1);
            session.handled(0);
            message.ack(false);
            session.settled(1, "ack");
            session.handled(1);
        }
    }
}
