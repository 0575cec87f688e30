package io.obs.testkit.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.obs.Observability;
import io.obs.collector.ReceivedSpan;
import io.obs.context.RequestIds;
import io.obs.testkit.TestTelemetry;
import io.obs.testkit.messaging.MessagingKit.Client;
import io.obs.testkit.messaging.MessagingKit.Handler;
import io.obs.testkit.messaging.MessagingKit.Received;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** An observed client, a queue of its own, and what there is to see. */
final class MessagingSession implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 20;

    private final MessagingKit kit;
    private final TestTelemetry telemetry;
    private final Client client;
    private final Client bystander;
    private final String queue = "obs-contract-" + RequestIds.next();
    private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();

    private MessagingSession(MessagingKit kit, InetSocketAddress broker, Consumer<Observability.Builder> settings)
            throws Exception {
        this.kit = kit;
        telemetry = TestTelemetry.start(builder -> {
            builder.set("obs.queue.depth.interval", "1ms");
            settings.accept(builder);
        });
        client = kit.connect(telemetry.obs(), broker, queue);
        bystander = kit.connect(null, kit.broker());
    }

    /** With its queue, empty. */
    static MessagingSession open(MessagingKit kit) throws Exception {
        return open(kit, kit.broker(), builder -> {});
    }

    static MessagingSession open(MessagingKit kit, InetSocketAddress broker, Consumer<Observability.Builder> settings)
            throws Exception {
        MessagingSession session = new MessagingSession(kit, broker, settings);
        session.client.declare(session.queue);
        return session;
    }

    /** Without its queue, of which the adapter knows all the same. */
    static MessagingSession withoutQueue(MessagingKit kit) throws Exception {
        return new MessagingSession(kit, kit.broker(), builder -> {});
    }

    TestTelemetry telemetry() {
        return telemetry;
    }

    MessagingKit kit() {
        return kit;
    }

    Client client() {
        return client;
    }

    /** A client that nobody observes. */
    Client bystander() {
        return bystander;
    }

    String queue() {
        return queue;
    }

    void publish(String... bodies) throws Exception {
        for (String body : bodies) {
            client.publish(queue, body, Map.of());
        }
    }

    /** Consumes, with a handler that settles. */
    void consume(Handler handler) throws Exception {
        client.consume(queue, true, handler);
    }

    /** Consumes with a handler that only keeps what it gets, for {@link #next()}. */
    void collect() throws Exception {
        consume(received::add);
    }

    /** Waits for the next that was delivered to {@link #collect()}. */
    Received next() throws Exception {
        return Objects.requireNonNull(received.poll(PATIENCE_SECONDS, TimeUnit.SECONDS), "no delivery came");
    }

    /** Waits until there is a message to be taken. */
    Received pull() throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        Received pulled = client.pull(queue);
        while (pulled == null && System.nanoTime() - end < 0) {
            pulled = client.pull(queue);
        }
        return Objects.requireNonNull(pulled, "no message came");
    }

    /** Waits until the series of this queue has the value. */
    void counted(String metric, double value, String... labels) {
        telemetry.eventually(() -> count(metric, value, labels));
    }

    /** The series of this queue has the value. */
    void count(String metric, double value, String... labels) {
        String[] all = new String[labels.length + 2];
        System.arraycopy(labels, 0, all, 0, labels.length);
        all[labels.length] = "queue";
        all[labels.length + 1] = queue;
        assertThat(telemetry.scrape().value(metric, all))
                .as(metric + List.of(labels))
                .hasValue(value);
    }

    void consumed(double messages) {
        counted("queue_messages_total", messages, "action", "consumed");
    }

    void produced(double messages) {
        counted("queue_messages_total", messages, "action", "produced");
    }

    void settled(double deliveries, String status) {
        counted("queue_acks_total", deliveries, "status", status);
    }

    void handled(double deliveries) {
        counted("queue_processing_duration_seconds_count", deliveries);
    }

    List<ReceivedSpan> spans(String kind) {
        return telemetry.spans().stream()
                .filter(span -> span.kind().equals(kind))
                .toList();
    }

    /** Waits for that many spans of a kind. */
    List<ReceivedSpan> spans(String kind, int count) {
        telemetry.eventually(() -> assertThat(spans(kind)).hasSize(count));
        return spans(kind);
    }

    @Override
    public void close() {
        try {
            bystander.delete(queue);
        } catch (Exception e) {
            throw new IllegalStateException("can't delete " + queue, e);
        } finally {
            bystander.close();
            client.close();
            telemetry.close();
        }
    }
}
