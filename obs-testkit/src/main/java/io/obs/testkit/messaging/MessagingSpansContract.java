package io.obs.testkit.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.obs.Observability;
import io.obs.collector.ReceivedSpan;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What spans and lines say of messages. */
@SuppressWarnings("try") // scopes are only held
public interface MessagingSpansContract extends MessagingKit {

    @Test
    default void spans_sayWhatTheConventionsAskFor() throws Exception {
        try (MessagingSession session = MessagingSession.open(this)) {
            session.client().publish(session.queue(), "h\u00e9llo", Map.of("X-Secret", "hush"));
            session.consume(message -> message.ack(false));
            ReceivedSpan producer = session.spans("PRODUCER", 1).get(0);
            assertThat(producer.name()).isEqualTo("publish " + session.queue());
            assertThat(producer.status()).isEqualTo("UNSET");
            assertThat(producer.attributes())
                    .containsEntry("messaging.system", system())
                    .containsEntry("messaging.operation.name", "publish")
                    .containsEntry("messaging.operation.type", "send")
                    .containsEntry("messaging.destination.name", session.queue())
                    .containsEntry("messaging.message.id", "h\u00e9llo")
                    .containsEntry("messaging.message.body.size", 6L)
                    .containsEntry("server.port", (long) broker().getPort())
                    .doesNotContainKey("error.type");
            ReceivedSpan consumer = session.spans("CONSUMER", 1).get(0);
            assertThat(consumer.name()).isEqualTo("process " + session.queue());
            assertThat(consumer.status()).isEqualTo("UNSET");
            assertThat(consumer.attributes())
                    .containsEntry("messaging.system", system())
                    .containsEntry("messaging.operation.name", "process")
                    .containsEntry("messaging.operation.type", "process")
                    .containsEntry("messaging.destination.name", session.queue())
                    .containsEntry("messaging.message.body.size", 6L)
                    .doesNotContainKeys("error.type", "obs.message.redelivered");
            assertThat(producer.toString() + consumer).doesNotContain("hush");
            assertThat(session.telemetry().lines("obs.queue")).isEmpty();
        }
    }

    @Test
    default void handlerThatThrows_isAnErrorOfTheSpanAndOneLineWithTheMessagesIds() throws Exception {
        try (MessagingSession session = MessagingSession.open(this)) {
            session.client().publish(session.queue(), "one", Map.of("X-Request-ID", "mine"));
            session.client().consume(session.queue(), false, message -> {
                throw new UnsupportedOperationException("no such caption");
            });
            ReceivedSpan span = session.spans("CONSUMER", 1).get(0);
            assertThat(span.status()).isEqualTo("ERROR");
            assertThat(span.attributes()).containsEntry("error.type", "java.lang.UnsupportedOperationException");
            assertThat(span.events()).extracting(event -> event.name()).containsExactly("exception");
            session.handled(1);
            assertThat(session.telemetry().lines("obs.queue")).singleElement().satisfies(line -> {
                assertThat(line.text("level")).isEqualTo("ERROR");
                assertThat(line.message())
                        .isEqualTo("message from " + session.queue() + " failed: UnsupportedOperationException");
                assertThat(line.text("queue")).isEqualTo(session.queue());
                assertThat(line.text("request_id")).isEqualTo("mine");
                assertThat(line.text("trace_id")).isEqualTo(span.traceId());
                assertThat(line.number("duration_ms")).isNotNegative();
                assertThat(line.json()).contains("no such caption");
            });
        }
    }

    @Test
    default void slowHandling_givesALineThatWarns() throws Exception {
        try (MessagingSession session =
                MessagingSession.open(this, broker(), builder -> builder.set("obs.queue.slow", "1ms"))) {
            session.publish("one");
            session.consume(message -> {
                long start = System.nanoTime();
                while (System.nanoTime() - start < 2_000_000) {
                    Thread.onSpinWait(); // work
                }
                message.ack(false);
            });
            session.telemetry()
                    .eventually(() -> assertThat(session.telemetry().lines("obs.queue"))
                            .singleElement()
                            .satisfies(line -> {
                                assertThat(line.text("level")).isEqualTo("WARN");
                                assertThat(line.text("settlement")).isEqualTo("ack");
                            }));
        }
    }

    @Test
    default void pulledMessage_isBelowTheCurrentSpanAndLinkedWithItsProducer() throws Exception {
        try (MessagingSession session = MessagingSession.open(this)) {
            session.publish("one");
            ReceivedSpan producer = session.spans("PRODUCER", 1).get(0);
            Observability obs = session.telemetry().obs();
            Span around = obs.openTelemetry()
                    .getTracer("contract")
                    .spanBuilder("around")
                    .startSpan();
            try (Scope scope = around.makeCurrent()) {
                session.pull().ack(false);
            } finally {
                around.end();
            }
            ReceivedSpan pulled = session.spans("CLIENT", 1).get(0);
            assertThat(pulled.name()).isEqualTo("receive " + session.queue());
            assertThat(pulled.attributes()).containsEntry("messaging.operation.type", "receive");
            assertThat(pulled.parentSpanId()).isEqualTo(around.getSpanContext().getSpanId());
            assertThat(pulled.links())
                    .singleElement()
                    .satisfies(link -> assertThat(link.spanId()).isEqualTo(producer.spanId()));
        }
    }

    @Test
    default void messageThatIsPulledOutsideAnySpan_isBelowItsProducer() throws Exception {
        try (MessagingSession session = MessagingSession.open(this)) {
            session.publish("one");
            session.pull().ack(false);
            ReceivedSpan producer = session.spans("PRODUCER", 1).get(0);
            ReceivedSpan pulled = session.spans("CLIENT", 1).get(0);
            assertThat(pulled.traceId()).isEqualTo(producer.traceId());
            assertThat(pulled.parentSpanId()).isEqualTo(producer.spanId());
        }
    }
}
