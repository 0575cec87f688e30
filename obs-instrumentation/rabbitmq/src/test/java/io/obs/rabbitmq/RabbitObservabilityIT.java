package io.obs.rabbitmq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.Consumer;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.GetResponse;
import com.rabbitmq.client.RecoverableChannel;
import com.rabbitmq.client.RecoverableConnection;
import com.rabbitmq.client.impl.DefaultExceptionHandler;
import io.obs.context.RequestContext;
import io.obs.part.rabbitmq.RabbitPart;
import io.obs.testkit.TestTelemetry;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is RabbitMQ's own: its client's many ways to publish and to consume, exchanges, returns, recovery. */
@SuppressWarnings("try") // scopes are only held
class RabbitObservabilityIT {

    private static final byte[] BODY = "body".getBytes(StandardCharsets.UTF_8);
    private static RabbitPart part;

    private TestTelemetry telemetry;
    private RabbitObservability rabbit;
    private Connection bare;
    private Connection connection;
    private Channel channel;
    private String queue;

    @BeforeAll
    static void start() {
        part = RabbitPart.start();
    }

    @AfterAll
    static void stop() {
        part.close();
    }

    @BeforeEach
    void connect() throws Exception {
        telemetry = TestTelemetry.start(builder -> builder.set("obs.queue.depth.interval", "1ms"));
        rabbit = RabbitObservability.create(telemetry.obs());
        bare = factory().newConnection();
        connection = rabbit.wrap(bare);
        channel = connection.createChannel();
        queue = "obs-rabbit-" + System.nanoTime();
        channel.queueDeclare(queue, false, true, true, null); // exclusive: gone with the connection
    }

    @AfterEach
    void disconnect() {
        connection.abort(5_000);
        telemetry.close();
    }

    private static ConnectionFactory factory() {
        return RabbitClient.factory(InetSocketAddress.createUnresolved(part.host(), part.port()));
    }

    private void counted(double value, String metric, String... labels) {
        telemetry.eventually(
                () -> assertThat(telemetry.scrape().value(metric, labels)).hasValue(value));
    }

    private void produced(double messages, String of) {
        counted(messages, "queue_messages_total", "queue", of, "action", "produced");
    }

    private void consumed(double messages, String of) {
        counted(messages, "queue_messages_total", "queue", of, "action", "consumed");
    }

    @Test
    void wrappedConnection_isAllThatItWas() throws Exception {
        assertThat(connection).isInstanceOf(RecoverableConnection.class).isEqualTo(bare);
        assertThat(connection.hashCode()).isEqualTo(bare.hashCode());
        assertThat(connection).hasToString(bare.toString());
        assertThat(channel).isInstanceOf(RecoverableChannel.class).isEqualTo(channel);
        assertThat(channel.getConnection()).isSameAs(connection);
        assertThat(connection.openChannel())
                .hasValueSatisfying(open -> assertThat(open.getConnection()).isSameAs(connection));
        assertThat(rabbit.wrap(connection)).isSameAs(connection);
        assertThatThrownBy(() -> rabbit.wrap(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("connection");
    }

    @Test
    void allWaysToPublish_areObserved_andThePropertiesAreTheServicesOwn() throws Exception {
        Map<String, Object> headers = Map.of("own", 7); // can't be changed
        BasicProperties properties = new BasicProperties.Builder()
                .headers(headers)
                .contentType("text/plain")
                .build();
        channel.basicPublish("", queue, null, BODY);
        channel.basicPublish("", queue, properties, BODY);
        channel.basicPublish("", queue, true, properties, BODY);
        channel.basicPublish("", queue, true, false, properties, BODY);
        channel.basicPublish("", queue, false, false, properties, ByteBuffer.wrap(BODY), null);
        produced(5, queue);
        assertThat(properties.getHeaders()).isEqualTo(headers).containsOnlyKeys("own");
        counted(5, "queue_depth", "queue", queue);
        for (int i = 0; i < 5; i++) {
            GetResponse message = channel.basicGet(queue, true);
            assertThat(message.getBody()).isEqualTo(BODY);
            assertThat(message.getProps().getHeaders()).containsKey("traceparent");
            assertThat(message.getProps().getContentType()).isEqualTo(i == 0 ? null : "text/plain");
            assertThat(message.getProps().getHeaders().get("own")).isEqualTo(i == 0 ? null : 7);
        }
        consumed(5, queue);
        counted(0, "queue_processing_duration_seconds_count", "queue", queue);
    }

    @Test
    void publishingThatFails_failsAsWithoutObs_andIsNotProduced() throws Exception {
        Channel closed = connection.createChannel();
        closed.close();
        assertThatThrownBy(() -> closed.basicPublish("", queue, null, BODY)).isInstanceOf(AlreadyClosedException.class);
        Throwable bares = catchThrowable(() -> bare.createChannel().basicPublish(null, queue, null, BODY));
        assertThatThrownBy(() -> channel.basicPublish(null, queue, null, BODY))
                .isInstanceOf(bares.getClass())
                .hasMessage(bares.getMessage());
        produced(0, queue);
        telemetry.eventually(() -> assertThat(telemetry.spans()).anySatisfy(span -> {
            assertThat(span.kind()).isEqualTo("PRODUCER");
            assertThat(span.attributes()).containsEntry("error.type", "com.rabbitmq.client.AlreadyClosedException");
        }));
    }

    @Test
    void exchange_countsForTheQueueThatTheServiceSays_elseUnderItsName() throws Exception {
        String exchange = queue + "-exchange";
        channel.exchangeDeclare(exchange, "direct", false, true, null);
        channel.queueBind(queue, exchange, "created");
        channel.basicPublish(exchange, "created", null, BODY);
        produced(1, exchange);
        rabbit.route(exchange, "created", queue).route("fanout", "everything");
        channel.basicPublish(exchange, "created", null, BODY);
        produced(1, queue);
        produced(1, exchange);
        channel.basicConsume(queue, true, (tag, message) -> {}, tag -> {});
        consumed(2, queue);
        telemetry.eventually(() -> assertThat(telemetry.spans())
                .filteredOn(span -> span.kind().equals("CONSUMER"))
                .hasSize(2)
                .allSatisfy(span -> assertThat(span.attributes())
                        .containsEntry("messaging.destination.name", exchange + ":created:" + queue)
                        .containsEntry("messaging.rabbitmq.destination.routing_key", "created")
                        .containsKey("messaging.rabbitmq.message.delivery_tag")));
        channel.exchangeDelete(exchange);
    }

    @Test
    void queuesThatTheBrokerNames_areOne_withoutADepth() throws Exception {
        String first = channel.queueDeclare().getQueue();
        String second = channel.queueDeclare().getQueue();
        channel.basicConsume("", true, (tag, message) -> {}, tag -> {}); // the one declared last
        channel.basicPublish("", first, null, BODY);
        channel.basicPublish("", second, null, BODY);
        produced(2, "(anonymous)");
        consumed(1, "(anonymous)");
        assertThat(channel.basicGet(first, true)).isNotNull();
        consumed(2, "(anonymous)");
        assertThat(telemetry.scrape().text()).doesNotContain(first).doesNotContain(second);
        assertThat(telemetry.scrape().value("queue_depth", "queue", "(anonymous)"))
                .isEmpty();
    }

    @Test
    void deletedQueue_hasNoDepthAnyMore() throws Exception {
        counted(0, "queue_depth", "queue", queue);
        channel.queueDelete(queue);
        assertThat(telemetry.scrape().value("queue_depth", "queue", queue)).isEmpty();
    }

    @Test
    void consumerObject_hearsAllItHeardBefore() throws Exception {
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        Consumer consumer = new DefaultConsumer(channel) {
            @Override
            public void handleConsumeOk(String consumerTag) {
                heard.add("consume-ok " + consumerTag);
            }

            @Override
            public void handleDelivery(String consumerTag, Envelope envelope, BasicProperties properties, byte[] body)
                    throws IOException {
                heard.add("delivery " + RequestContext.current().requestId());
                getChannel().basicAck(envelope.getDeliveryTag(), false);
            }

            @Override
            public void handleCancelOk(String consumerTag) {
                heard.add("cancel-ok " + consumerTag);
            }
        };
        try (Scope scope = Context.root().with(RequestContext.of("mine")).makeCurrent()) {
            channel.basicPublish("", queue, null, BODY);
        }
        String tag = channel.basicConsume(queue, false, "own-tag", consumer);
        assertThat(tag).isEqualTo("own-tag");
        counted(1, "queue_acks_total", "queue", queue, "status", "ack");
        channel.basicCancel(tag);
        telemetry.eventually(
                () -> assertThat(heard).containsExactly("consume-ok own-tag", "delivery mine", "cancel-ok own-tag"));
    }

    @Test
    void exceptionOfAConsumer_reachesTheClientsHandlerAsItWas() throws Exception {
        AtomicReference<Throwable> handled = new AtomicReference<>();
        ConnectionFactory factory = factory();
        factory.setExceptionHandler(new DefaultExceptionHandler() {
            @Override
            public void handleConsumerException(
                    Channel of, Throwable exception, Consumer consumer, String consumerTag, String methodName) {
                handled.set(exception);
            }
        });
        Connection own = rabbit.wrap(factory.newConnection());
        try {
            Channel consuming = own.createChannel();
            String mine = queue + "-failing";
            consuming.queueDeclare(mine, false, true, true, null);
            IllegalStateException thrown = new IllegalStateException("poison");
            consuming.basicConsume(
                    mine,
                    false,
                    (tag, message) -> {
                        throw thrown;
                    },
                    tag -> {});
            consuming.basicPublish("", mine, null, BODY);
            telemetry.eventually(() -> assertThat(handled.get()).isSameAs(thrown));
            counted(1, "queue_processing_duration_seconds_count", "queue", mine);
            consuming.basicNack(1, false, false); // later, by somebody else
            counted(1, "queue_acks_total", "queue", mine, "status", "nack");
            counted(1, "queue_processing_duration_seconds_count", "queue", mine);
        } finally {
            own.abort(5_000);
        }
    }

    @Test
    void messageThatNoQueueTakes_isALineWithTheIdsOfItsPublishing() throws Exception {
        BlockingQueue<String> returned = new LinkedBlockingQueue<>();
        channel.clearReturnListeners(); // the service's own to do
        channel.addReturnListener(message -> returned.add(message.getRoutingKey()));
        try (Scope scope = Context.root().with(RequestContext.of("mine")).makeCurrent()) {
            channel.basicPublish("", queue + "-missing", true, null, BODY);
        }
        assertThat(returned.poll(20, TimeUnit.SECONDS)).isEqualTo(queue + "-missing");
        telemetry.eventually(() -> assertThat(telemetry.lines("obs.queue"))
                .singleElement()
                .satisfies(line -> {
                    assertThat(line.text("level")).isEqualTo("WARN");
                    assertThat(line.message()).isEqualTo("message returned: no queue takes it");
                    assertThat(line.text("queue")).isEqualTo(queue + "-missing");
                    assertThat(line.text("request_id")).isEqualTo("mine");
                    assertThat(line.text("trace_id")).hasSize(32);
                }));
    }

    @Test
    void confirms_areTheClientsOwn_andRefusalsAreLines() throws Exception {
        channel.confirmSelect();
        channel.clearConfirmListeners();
        BlockingQueue<Long> confirmed = new LinkedBlockingQueue<>();
        channel.addConfirmListener((tag, multiple) -> confirmed.add(tag), (tag, multiple) -> {});
        assertThat(channel.getNextPublishSeqNo()).isEqualTo(1);
        channel.basicPublish("", queue, null, BODY);
        assertThat(channel.waitForConfirms(20_000)).isTrue();
        assertThat(confirmed.poll(20, TimeUnit.SECONDS)).isEqualTo(1);
        assertThat(telemetry.lines("obs.queue")).isEmpty();
    }

    @Test
    void basicRecover_endsWhatItAsksForAgain() throws Exception {
        BlockingQueue<Envelope> deliveries = new LinkedBlockingQueue<>();
        channel.basicPublish("", queue, null, BODY);
        channel.basicConsume(queue, false, (tag, message) -> deliveries.add(message.getEnvelope()), tag -> {});
        assertThat(deliveries.poll(20, TimeUnit.SECONDS).isRedeliver()).isFalse();
        channel.basicRecover(true);
        Envelope again = deliveries.poll(20, TimeUnit.SECONDS);
        assertThat(again.isRedeliver()).isTrue();
        channel.basicAck(0, true); // all there are
        counted(1, "queue_acks_total", "queue", queue, "status", "ack");
        counted(1, "queue_processing_duration_seconds_count", "queue", queue);
        consumed(2, queue);
    }

    @Test
    void processingOfAPulledMessage_runsInItsContext_andGivesItsResultAndExceptionsBack() throws Exception {
        try (Scope scope = Context.root().with(RequestContext.of("mine")).makeCurrent()) {
            channel.basicPublish("", queue, null, BODY);
        }
        CompletableFuture<GetResponse> pulled = new CompletableFuture<>();
        telemetry.eventually(() -> {
            try {
                pulled.complete(Objects.requireNonNull(channel.basicGet(queue, true)));
            } catch (IOException | NullPointerException e) {
                throw new AssertionError("not there yet", e);
            }
        });
        AtomicReference<String> seen = new AtomicReference<>();
        rabbit.process(
                queue, pulled.get(), () -> seen.set(RequestContext.current().requestId()));
        assertThat(seen.get()).isEqualTo("mine");
        IOException thrown = new IOException("disk full");
        assertThatThrownBy(() -> rabbit.process(queue, pulled.get(), () -> {
                    throw thrown;
                }))
                .isSameAs(thrown);
        telemetry.eventually(() -> {
            String producer = telemetry.spans().stream()
                    .filter(span -> span.kind().equals("PRODUCER"))
                    .findFirst()
                    .orElseThrow(AssertionError::new)
                    .spanId();
            assertThat(telemetry.spans())
                    .filteredOn(span -> span.kind().equals("CONSUMER"))
                    .hasSize(2)
                    .allSatisfy(span -> assertThat(span.parentSpanId()).isEqualTo(producer))
                    .extracting(span -> span.status())
                    .containsExactlyInAnyOrder("UNSET", "ERROR");
        });
    }

    @Test
    void onceObsIsClosed_channelsAreTheClientsOwn() throws Exception {
        telemetry.obs().close();
        Channel plain = connection.createChannel();
        assertThat(Proxy.isProxyClass(plain.getClass())).isFalse();
        CompletableFuture<String> ran = new CompletableFuture<>();
        rabbit.batch(queue, List.of(), () -> ran.complete("ran"));
        assertThat(ran).isCompletedWithValue("ran");
        channel.basicPublish("", queue, null, BODY);
        GetResponse message = plain.basicGet(queue, true);
        for (int i = 0; message == null && i < 1_000; i++) {
            message = plain.basicGet(queue, true);
        }
        assertThat(message.getProps().getHeaders()).isNull();
    }
}
