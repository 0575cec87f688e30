package io.obs.benchmarks;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.Consumer;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import com.rabbitmq.client.impl.LongStringHelper;
import io.obs.Observability;
import io.obs.rabbitmq.RabbitObservability;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.sdk.trace.SpanProcessor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A message published, delivered and acked, on a channel that does nothing: bare, with two spans and the context
 * written by hand, and observed.
 */
@State(org.openjdk.jmh.annotations.Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("try") // scopes are only held
public class RabbitBenchmark {

    private static final String QUEUE = "captions";
    private static final byte[] BODY = new byte[256];
    private static final String TRACEPARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    private static final TextMapGetter<Map<String, Object>> GETTER = new TextMapGetter<>() {
        @Override
        @SuppressWarnings("deprecation") // abstract all the same
        public Iterable<String> keys(Map<String, Object> carrier) {
            return List.of();
        }

        @Override
        public @Nullable String get(@Nullable Map<String, Object> carrier, String key) {
            Object value = carrier == null ? null : carrier.get(key);
            return value == null ? null : value.toString();
        }
    };

    private final Observability obs = Observability.builder()
            .service("bench")
            .set("obs.admin.enabled", "false")
            .use(SpanProcessor.class, new DroppingProcessor())
            .build();
    private final OpenTelemetry sdk = Sdk.create();
    private final Tracer tracer = sdk.getTracer("bench");

    private final BasicProperties sent =
            new BasicProperties.Builder().contentType("application/json").build();
    private final BasicProperties received = sent.builder()
            .headers(Map.of("traceparent", LongStringHelper.asLongString(TRACEPARENT)))
            .build();
    private final Envelope envelope = new Envelope(1, false, "", QUEUE);

    private final Line bare = new Line(connection -> connection);
    private final Line observed = new Line(RabbitObservability.create(obs)::wrap);

    @TearDown
    public void tearDown() {
        obs.close();
    }

    @Benchmark
    public void bare() throws IOException {
        bare.channel.basicPublish("", QUEUE, sent, BODY);
        bare.deliver(envelope, received);
    }

    @Benchmark
    public void traced() throws IOException {
        Span producer = tracer.spanBuilder("publish captions")
                .setSpanKind(SpanKind.PRODUCER)
                .setAttribute("messaging.system", "rabbitmq")
                .setAttribute("messaging.operation.name", "publish")
                .setAttribute("messaging.operation.type", "send")
                .setAttribute("messaging.destination.name", QUEUE)
                .setAttribute("messaging.rabbitmq.destination.routing_key", QUEUE)
                .setAttribute("messaging.message.body.size", (long) BODY.length)
                .startSpan();
        Map<String, Object> headers = new HashMap<>();
        sdk.getPropagators()
                .getTextMapPropagator()
                .inject(
                        Context.current().with(producer),
                        headers,
                        (carrier, key, value) -> Objects.requireNonNull(carrier).put(key, value));
        bare.channel.basicPublish("", QUEUE, sent.builder().headers(headers).build(), BODY);
        producer.end();
        Context from =
                sdk.getPropagators().getTextMapPropagator().extract(Context.root(), received.getHeaders(), GETTER);
        Span consumer = tracer.spanBuilder("process captions")
                .setParent(from)
                .setSpanKind(SpanKind.CONSUMER)
                .setAttribute("messaging.system", "rabbitmq")
                .setAttribute("messaging.operation.name", "process")
                .setAttribute("messaging.operation.type", "process")
                .setAttribute("messaging.destination.name", QUEUE)
                .setAttribute("messaging.rabbitmq.destination.routing_key", QUEUE)
                .setAttribute("messaging.message.body.size", (long) BODY.length)
                .setAttribute("messaging.rabbitmq.message.delivery_tag", 1L)
                .startSpan();
        try (Scope scope = from.with(consumer).makeCurrent()) {
            bare.deliver(envelope, received);
        } finally {
            consumer.end();
        }
    }

    @Benchmark
    public void obs() throws IOException {
        observed.channel.basicPublish("", QUEUE, sent, BODY);
        observed.deliver(envelope, received);
    }

    /** How a connection is wrapped. */
    @FunctionalInterface
    private interface Wrapping {
        Connection wrap(Connection connection);
    }

    /** A connection to nowhere with a channel and a consumer that acks. */
    private static final class Line {

        private final AtomicReference<@Nullable Consumer> subscribed = new AtomicReference<>();
        private final Channel channel;
        private final Consumer consumer;

        Line(Wrapping wrapping) {
            try {
                channel = wrapping.wrap(connection()).createChannel();
                channel.basicConsume(QUEUE, false, new DefaultConsumer(channel) {
                    @Override
                    public void handleDelivery(String tag, Envelope envelope, BasicProperties properties, byte[] body)
                            throws IOException {
                        channel.basicAck(envelope.getDeliveryTag(), false);
                    }
                });
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            consumer = Objects.requireNonNull(subscribed.get());
        }

        void deliver(Envelope envelope, BasicProperties properties) throws IOException {
            consumer.handleDelivery("tag", envelope, properties, BODY);
        }

        private Connection connection() {
            return nowhere(Connection.class);
        }

        private <T> T nowhere(Class<T> type) {
            return type.cast(Proxy.newProxyInstance(
                    type.getClassLoader(),
                    new Class<?>[] {type},
                    (proxy, method, arguments) -> switch (method.getName()) {
                        case "createChannel" -> nowhere(Channel.class);
                        case "basicConsume" -> {
                            subscribed.set((Consumer) arguments[2]);
                            yield "tag";
                        }
                        case "isOpen" -> true;
                        case "getPort" -> 0;
                        case "hashCode" -> System.identityHashCode(proxy);
                        case "equals" -> proxy == arguments[0];
                        default -> null;
                    }));
        }
    }
}
