package io.obs.testkit.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.obs.collector.ReceivedSpan;
import io.obs.context.RequestContext;
import io.obs.testkit.LogLine;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ids that travel with messages, and those that come from strangers. */
@SuppressWarnings("try") // scopes are only held
public interface MessagingContextContract extends MessagingKit {

    Logger LOG = LoggerFactory.getLogger("contract.consumer");
    String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    int CROWD = 100;

    @SuppressWarnings("MustBeClosedChecker") // the caller closes it
    private static Scope request(String id) {
        return Context.root().with(RequestContext.of(id)).makeCurrent();
    }

    private static void logAndAck(Received message) throws Exception {
        LOG.info("{}", message.body());
        message.ack(false);
    }

    /** Waits for that many lines of consumers. */
    private static List<LogLine> lines(MessagingSession session, int count) {
        session.telemetry()
                .eventually(() -> assertThat(session.telemetry().lines("contract.consumer"))
                        .hasSize(count));
        return session.telemetry().lines("contract.consumer");
    }

    @Test
    default void traceAndRequestId_goFromProducerToConsumer() throws Exception {
        try (MessagingSession session = MessagingSession.open(this)) {
            try (Scope scope = request("mine")) {
                session.publish("one");
            }
            session.consume(MessagingContextContract::logAndAck);
            ReceivedSpan producer = session.spans("PRODUCER", 1).get(0);
            ReceivedSpan consumer = session.spans("CONSUMER", 1).get(0);
            assertThat(consumer.traceId()).isEqualTo(producer.traceId());
            assertThat(consumer.parentSpanId()).isEqualTo(producer.spanId());
            LogLine line = lines(session, 1).get(0);
            assertThat(line.text("request_id")).isEqualTo("mine");
            assertThat(line.text("trace_id")).isEqualTo(producer.traceId());
            assertThat(line.text("span_id")).isEqualTo(consumer.spanId());
        }
    }

    @Test
    default void requestIdOfTheMessagesOwn_isKept() throws Exception {
        try (MessagingSession session = MessagingSession.open(this)) {
            try (Scope scope = request("mine")) {
                session.client().publish(session.queue(), "one", Map.of("X-Request-ID", "theirs"));
            }
            session.consume(MessagingContextContract::logAndAck);
            assertThat(lines(session, 1).get(0).text("request_id")).isEqualTo("theirs");
        }
    }

    @Test
    default void messageThatNobodyObserved_beginsATraceAndARequestOfItsOwn() throws Exception {
        try (MessagingSession session = MessagingSession.open(this)) {
            session.bystander().publish(session.queue(), "one", Map.of());
            session.bystander().publish(session.queue(), "two", Map.of());
            session.consume(MessagingContextContract::logAndAck);
            assertThat(lines(session, 2))
                    .allSatisfy(line -> assertThat(line.text("request_id")).matches("req-[0-9a-f]{24,}"))
                    .extracting(line -> line.text("request_id"))
                    .doesNotHaveDuplicates();
            assertThat(session.spans("CONSUMER", 2))
                    .allSatisfy(span -> assertThat(span.isRoot()).isTrue())
                    .extracting(ReceivedSpan::traceId)
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    default void contextOfAStranger_isContinuedWhereItIsValid() throws Exception {
        try (MessagingSession session = MessagingSession.open(this)) {
            session.bystander()
                    .publish(
                            session.queue(),
                            "one",
                            Map.of(
                                    "traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01",
                                    "tracestate", "vendor=one",
                                    "X-Request-ID", "order-17.B_2"));
            session.consume(MessagingContextContract::logAndAck);
            ReceivedSpan span = session.spans("CONSUMER", 1).get(0);
            assertThat(span.traceId()).isEqualTo(TRACE);
            assertThat(span.parentSpanId()).isEqualTo("00f067aa0ba902b7");
            assertThat(span.traceState()).contains("vendor=one");
            assertThat(lines(session, 1).get(0).text("request_id")).isEqualTo("order-17.B_2");
        }
    }

    @Test
    default void hostileHeaders_areIgnored() throws Exception {
        List<Object> hostile = new ArrayList<>(List.of(
                "",
                "x".repeat(65),
                "x".repeat(20_000),
                "two words",
                "h0stile\"},{\"level\":\"ERROR",
                "h0stile\r\nX: y",
                "\u00e9\u0085\u2028",
                "00-" + TRACE + "-0000000000000000-01;",
                "00-h0stile;",
                17,
                1L << 60,
                true,
                1.5,
                new byte[] {1, 2, 3},
                List.of("h0stile", "list"),
                Map.of("h0stile", Map.of("nested", List.of(1, 2)))));
        try (MessagingSession session = MessagingSession.open(this)) {
            for (Object value : hostile) {
                Map<String, Object> headers = new HashMap<>();
                for (String name : List.of("traceparent", "tracestate", "baggage", "X-Request-ID", "X-Trace-ID")) {
                    headers.put(name, value);
                }
                session.bystander().publish(session.queue(), "one", headers);
            }
            session.consume(MessagingContextContract::logAndAck);
            assertThat(lines(session, hostile.size())).allSatisfy(line -> {
                assertThat(line.text("request_id")).matches("req-[0-9a-f]{24,}");
                assertThat(line.json()).doesNotContain("h0stile");
            });
            session.settled(hostile.size(), "ack");
            session.handled(hostile.size());
            assertThat(session.spans("CONSUMER", hostile.size()))
                    .allSatisfy(span -> assertThat(span.isRoot()).isTrue());
            assertThat(session.telemetry().scrape().series("obs_internal_errors_total"))
                    .isEmpty();
        }
    }

    @Test
    default void crowdOfMessages_neverMixesItsIds() throws Exception {
        try (MessagingSession session = MessagingSession.open(this)) {
            for (int i = 0; i < 4; i++) {
                session.consume(MessagingContextContract::logAndAck);
            }
            for (int i = 0; i < CROWD; i++) {
                try (Scope scope = request("crowd-" + i)) {
                    session.publish("crowd-" + i);
                }
            }
            assertThat(lines(session, CROWD))
                    .allSatisfy(line -> assertThat(line.text("request_id")).isEqualTo(line.message()));
            session.settled(CROWD, "ack");
        }
    }

    @Test
    default void client_worksOnOnceObsIsClosed() throws Exception {
        try (MessagingSession session = MessagingSession.open(this)) {
            session.telemetry().obs().close();
            session.publish("one");
            Received message = session.pull();
            assertThat(message.body()).isEqualTo("one");
            message.nack(true);
            session.collect();
            Received again = session.next();
            assertThat(again.redelivered()).isTrue();
            again.ack(false);
            assertThat(session.spans("PRODUCER")).isEmpty();
            assertThat(session.spans("CONSUMER")).isEmpty();
        }
    }
}
