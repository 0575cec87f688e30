package io.obs.testkit.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.obs.collector.ReceivedSpan;
import io.obs.testkit.messaging.MessagingKit.Received;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Deliveries that are settled later, elsewhere, several times or never. */
public interface MessagingSettlementContract extends MessagingKit {

    @Test
    default void ackOnAnotherThread_endsTheHandlingThere() throws Exception {
        try (MessagingSession session = MessagingSession.open(this)) {
            session.publish("one");
            session.collect();
            Received message = session.next();
            session.consumed(1);
            session.count("queue_processing_duration_seconds_count", 0);
            CompletableFuture.runAsync(() -> {
                        try {
                            message.ack(false);
                        } catch (Exception e) {
                            throw new IllegalStateException(e);
                        }
                    })
                    .get();
            session.settled(1, "ack");
            session.handled(1);
            assertThat(session.spans("CONSUMER", 1).get(0).attributes()).containsEntry("obs.message.settlement", "ack");
        }
    }

    @Test
    default void ackBeforeTheWork_doesNotEndIt() throws Exception {
        try (MessagingSession session = MessagingSession.open(this)) {
            CompletableFuture<Void> work = new CompletableFuture<>();
            session.publish("one");
            session.consume(message -> {
                message.ack(false);
                work.get();
            });
            session.settled(1, "ack");
            session.count("queue_processing_duration_seconds_count", 0);
            work.complete(null);
            session.handled(1);
        }
    }

    @Test
    default void messageRedeliveredThreeTimes_countsEachOfThem() throws Exception {
        try (MessagingSession session = MessagingSession.open(this)) {
            AtomicInteger deliveries = new AtomicInteger();
            session.publish("one");
            session.consume(message -> {
                if (deliveries.incrementAndGet() < 4) {
                    message.nack(true);
                } else {
                    message.ack(false);
                }
            });
            session.consumed(4);
            session.settled(3, "nack");
            session.settled(1, "ack");
            session.handled(4);
            session.produced(1);
            List<ReceivedSpan> spans = session.spans("CONSUMER", 4);
            assertThat(spans).filteredOn(span -> span.status().equals("ERROR")).hasSize(3);
            assertThat(spans)
                    .filteredOn(span -> Boolean.TRUE.equals(span.attributes().get("obs.message.redelivered")))
                    .hasSize(3);
            assertThat(spans)
                    .extracting(ReceivedSpan::traceId)
                    .containsOnly(spans.get(0).traceId());
        }
    }

    @Test
    default void poisonMessage_thatIsRejected_isAnErrorOfTheSpanAndTheConsumerGoesOn() throws Exception {
        try (MessagingSession session = MessagingSession.open(this)) {
            session.publish("poison", "good");
            session.consume(message -> {
                if (message.body().equals("poison") && !message.redelivered()) {
                    message.reject(true);
                } else {
                    message.ack(false);
                }
            });
            session.settled(1, "reject");
            session.settled(2, "ack");
            assertThat(session.spans("CONSUMER", 3))
                    .filteredOn(span -> span.status().equals("ERROR"))
                    .singleElement()
                    .satisfies(span -> assertThat(span.attributes())
                            .containsEntry("error.type", "reject")
                            .containsEntry("messaging.message.id", "poison"));
        }
    }

    @Test
    default void deliveriesThatAreNeverSettled_areFollowedUpToABound_andTheRestIsCounted() throws Exception {
        int bound = 10;
        int surplus = 15;
        try (MessagingSession session = MessagingSession.open(
                this, broker(), builder -> builder.set("obs.queue.unsettled", String.valueOf(bound)))) {
            session.collect();
            for (int i = 0; i < bound + surplus; i++) {
                session.publish(String.valueOf(i));
            }
            Received last = session.next();
            for (int i = 1; i < bound + surplus; i++) {
                last = session.next();
            }
            session.consumed(bound + surplus);
            session.telemetry()
                    .eventually(() -> assertThat(session.telemetry()
                                    .scrape()
                                    .value("obs_dropped_total", "signal", "metric", "reason", "unsettled_delivery"))
                            .hasValue(surplus));
            session.count("queue_processing_duration_seconds_count", 0);
            assertThat(session.spans("CONSUMER", surplus))
                    .allSatisfy(span -> assertThat(span.attributes()).containsEntry("error.type", "forgotten"));
            last.ack(true);
            session.settled(bound, "ack");
            session.handled(bound);
        }
    }

    @Test
    default void deliveriesWhoseChannelCloses_endWithoutADuration_andComeAgain() throws Exception {
        try (MessagingSession session = MessagingSession.open(this)) {
            session.publish("one", "two");
            session.collect();
            session.next();
            session.next();
            session.client().closeConsumers();
            assertThat(session.spans("CONSUMER", 2))
                    .allSatisfy(span -> assertThat(span.attributes()).containsEntry("error.type", "channel_closed"));
            session.telemetry()
                    .eventually(() -> assertThat(session.telemetry().lines("obs.queue"))
                            .singleElement()
                            .satisfies(line -> {
                                assertThat(line.text("level")).isEqualTo("WARN");
                                assertThat(line.text("queue")).isEqualTo(session.queue());
                                assertThat(line.number("messages")).isEqualTo(2);
                            }));
            session.count("queue_processing_duration_seconds_count", 0);
            session.consume(message -> message.ack(false));
            session.consumed(4);
            session.settled(2, "ack");
            session.handled(2);
        }
    }

    @Test
    default void ackOfADeliveryThatIsGone_countsNothing() throws Exception {
        try (MessagingSession session = MessagingSession.open(this)) {
            session.publish("one");
            session.collect();
            Received message = session.next();
            session.client().closeConsumers();
            try {
                message.ack(false);
            } catch (Exception e) {
                assertThat(e).isNotNull(); // the client may refuse it
            }
            session.count("queue_acks_total", 0, "status", "ack");
        }
    }

    @Test
    default void batch_isOneSpanLinkedWithAllProducers() throws Exception {
        try (MessagingSession session = MessagingSession.open(this)) {
            session.publish("1", "2", "3");
            session.collect();
            List<Received> messages = List.of(session.next(), session.next(), session.next());
            session.client().batch(session.queue(), messages, () -> {});
            messages.get(2).ack(true);
            session.settled(3, "ack");
            session.handled(3);
            List<String> producers = session.spans("PRODUCER", 3).stream()
                    .map(ReceivedSpan::spanId)
                    .toList();
            assertThat(session.spans("CONSUMER", 4))
                    .filteredOn(span -> span.attributes().containsKey("messaging.batch.message_count"))
                    .singleElement()
                    .satisfies(span -> {
                        assertThat(span.attributes()).containsAllEntriesOf(Map.of("messaging.batch.message_count", 3L));
                        assertThat(span.links())
                                .extracting(link -> link.spanId())
                                .containsExactlyInAnyOrderElementsOf(producers);
                    });
            session.consumed(3);
        }
    }
}
