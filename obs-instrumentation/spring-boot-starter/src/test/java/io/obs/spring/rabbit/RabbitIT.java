package io.obs.spring.rabbit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.obs.Observability;
import io.obs.collector.ReceivedSpan;
import io.obs.context.RequestContext;
import io.obs.part.rabbitmq.RabbitPart;
import io.obs.rabbitmq.RabbitObservability;
import io.obs.spring.BootApplication;
import io.obs.testkit.LogLine;
import io.obs.testkit.TestTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.springframework.amqp.core.AnonymousQueue;
import org.springframework.amqp.core.Binding;
import org.springframework.amqp.core.BindingBuilder;
import org.springframework.amqp.core.Declarables;
import org.springframework.amqp.core.DirectExchange;
import org.springframework.amqp.core.FanoutExchange;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.Queue;
import org.springframework.amqp.rabbit.annotation.RabbitListener;
import org.springframework.amqp.rabbit.config.SimpleRabbitListenerContainerFactory;
import org.springframework.amqp.rabbit.connection.CachingConnectionFactory;
import org.springframework.amqp.rabbit.connection.ConnectionFactory;
import org.springframework.amqp.rabbit.core.RabbitAdmin;
import org.springframework.amqp.rabbit.core.RabbitTemplate;
import org.springframework.amqp.rabbit.listener.SimpleMessageListenerContainer;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Boot's RabbitMQ beans on a real broker: templates publish, containers of both kinds consume. */
@SuppressWarnings("try") // scopes are only held
class RabbitIT {

    private static final RabbitPart BROKER = RabbitPart.start(); // ends with the JVM

    private final TestTelemetry telemetry = TestTelemetry.start();

    /** A standing broker keeps an auto-deleted queue that nobody ever consumed, and what lies in it, for the next run. */
    @BeforeEach
    void deleteQueues() {
        CachingConnectionFactory connections = new CachingConnectionFactory(BROKER.host(), BROKER.port());
        connections.setUsername(BROKER.user());
        connections.setPassword(BROKER.password());
        RabbitAdmin admin = new RabbitAdmin(connections);
        List.of("work", "doomed", "batches", "contained", "new-orders", "audited")
                .forEach(admin::deleteQueue);
        connections.destroy();
    }

    @AfterEach
    void close() {
        telemetry.close();
        deleteQueues();
    }

    private BootApplication start(Class<?> configuration, String... settings) {
        List<String> arguments = new ArrayList<>(List.of(settings));
        arguments.add(BootApplication.ALL_BUT_JPA);
        arguments.add("--spring.flyway.enabled=false");
        arguments.add("--spring.rabbitmq.host=" + BROKER.host());
        arguments.add("--spring.rabbitmq.port=" + BROKER.port());
        arguments.add("--spring.rabbitmq.username=" + BROKER.user());
        arguments.add("--spring.rabbitmq.password=" + BROKER.password());
        return BootApplication.observedBy(telemetry.obs(), WebApplicationType.NONE, Map.of(), arguments, configuration);
    }

    private double count(String queue, String action) {
        return telemetry
                .scrape()
                .value("queue_messages_total", "queue", queue, "action", action)
                .orElse(-1);
    }

    private double acks(String queue, String status) {
        return telemetry
                .scrape()
                .value("queue_acks_total", "queue", queue, "status", status)
                .orElse(-1);
    }

    private double handled(String queue) {
        return telemetry
                .scrape()
                .value("queue_processing_duration_seconds_count", "queue", queue)
                .orElse(-1);
    }

    private String inRequest(String requestId, Runnable work) {
        Span span = telemetry
                .obs()
                .openTelemetry()
                .getTracer("test")
                .spanBuilder("request")
                .startSpan();
        try (Scope scope =
                Context.root().with(span).with(RequestContext.of(requestId)).makeCurrent()) {
            work.run();
        } finally {
            span.end();
        }
        return span.getSpanContext().getTraceId();
    }

    private List<ReceivedSpan> spans(String trace, String kind) {
        return telemetry.spans().stream()
                .filter(span -> span.traceId().equals(trace) && span.kind().equals(kind))
                .toList();
    }

    private LogLine listened(String message) {
        telemetry.eventually(() -> assertThat(telemetry.lines("listener"))
                .anySatisfy(line -> assertThat(line.text("message")).isEqualTo(message)));
        return telemetry.lines("listener").stream()
                .filter(line -> message.equals(line.text("message")))
                .toList()
                .get(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--spring.rabbitmq.listener.type=simple",
                "--spring.rabbitmq.listener.type=direct",
                "--spring.rabbitmq.publisher-confirm-type=correlated",
                "--spring.rabbitmq.listener.simple.observation-enabled=true"
            })
    void listener_isInTheTraceOfItsProducer(String setting) {
        try (BootApplication application = start(Listening.class, setting)) {
            assertThat(count("work", "consumed")).isZero();
            String trace = inRequest(
                    "req-producer", () -> application.bean(RabbitTemplate.class).convertAndSend("work", "hello"));
            LogLine line = listened("got hello");
            assertThat(line.text("trace_id")).isEqualTo(trace);
            assertThat(line.text("request_id")).isEqualTo("req-producer");
            telemetry.eventually(() -> assertThat(spans(trace, "CONSUMER"))
                    .singleElement()
                    .satisfies(consumer -> {
                        assertThat(consumer.name()).isEqualTo("process work");
                        assertThat(spans(trace, "PRODUCER"))
                                .singleElement()
                                .satisfies(producer ->
                                        assertThat(producer.spanId()).isEqualTo(consumer.parentSpanId()));
                        assertThat(line.text("span_id")).isEqualTo(consumer.spanId());
                        assertThat(consumer.attributes()).containsEntry("obs.message.settlement", "ack");
                    }));
            assertThat(count("work", "produced")).isEqualTo(1);
            assertThat(count("work", "consumed")).isEqualTo(1);
            assertThat(acks("work", "ack")).isEqualTo(1);
            assertThat(handled("work")).isEqualTo(1);
        }
    }

    @Test
    void retries_areOneDeliveryWhichIsRejectedInTheEnd() {
        try (BootApplication application = start(
                Failing.class,
                "--spring.rabbitmq.listener.simple.retry.enabled=true",
                "--spring.rabbitmq.listener.simple.retry.max-retries=2",
                "--spring.rabbitmq.listener.simple.retry.initial-interval=1ms")) {
            String trace = inRequest(
                    "req-1", () -> application.bean(RabbitTemplate.class).convertAndSend("doomed", "x"));
            telemetry.eventually(() -> assertThat(acks("doomed", "reject") + acks("doomed", "nack"))
                    .isEqualTo(1));
            assertThat(application.bean(Failing.class).attempts).hasValue(3);
            assertThat(count("doomed", "consumed")).isEqualTo(1);
            assertThat(handled("doomed")).isEqualTo(1);
            telemetry.eventually(() -> assertThat(spans(trace, "CONSUMER"))
                    .singleElement()
                    .satisfies(span -> assertThat(span.failed()).isTrue()));
            assertThat(telemetry.lines("obs.queue")).singleElement().satisfies(line -> {
                assertThat(line.text("level")).isEqualTo("ERROR");
                assertThat(line.text("trace_id")).isEqualTo(trace);
            });
        }
    }

    @Test
    void withoutAcks_deliveriesAreTimedToo() {
        try (BootApplication application =
                start(Listening.class, "--spring.rabbitmq.listener.simple.acknowledge-mode=none")) {
            inRequest("req-1", () -> application.bean(RabbitTemplate.class).convertAndSend("work", "unacked"));
            listened("got unacked");
            telemetry.eventually(() -> assertThat(handled("work")).isEqualTo(1));
            assertThat(acks("work", "ack")).isZero();
        }
    }

    @Test
    void batch_isOneSpanWithLinksToItsProducers() {
        try (BootApplication application = start(Batches.class)) {
            RabbitTemplate template = application.bean(RabbitTemplate.class);
            String first = inRequest("req-1", () -> template.convertAndSend("batches", "1"));
            String second = inRequest("req-2", () -> template.convertAndSend("batches", "2"));
            telemetry.eventually(() -> assertThat(acks("batches", "ack")).isEqualTo(2));
            assertThat(handled("batches")).isEqualTo(2);
            telemetry.eventually(() -> assertThat(telemetry.spans())
                    .filteredOn(span -> span.links().size() == 2)
                    .singleElement()
                    .satisfies(span -> assertThat(span.links())
                            .extracting(ReceivedSpan.SpanLink::traceId)
                            .containsExactlyInAnyOrder(first, second)));
        }
    }

    @Test
    void containerThatIsABean_isObservedToo() {
        try (BootApplication application = start(Container.class)) {
            String trace = inRequest(
                    "req-1", () -> application.bean(RabbitTemplate.class).convertAndSend("contained", "x"));
            assertThat(listened("contained x").text("trace_id")).isEqualTo(trace);
            telemetry.eventually(() -> assertThat(acks("contained", "ack")).isEqualTo(1));
        }
    }

    @Test
    void bindings_sayWhichQueueIsMeant() {
        try (BootApplication application = start(Bound.class)) {
            RabbitTemplate template = application.bean(RabbitTemplate.class);
            template.convertAndSend("orders", "created", "1");
            template.convertAndSend("audit", "whatever", "2");
            template.convertAndSend("orders", "unbound", "3");
            assertThat(count("new-orders", "produced")).isEqualTo(1);
            assertThat(count("audited", "produced")).isEqualTo(1);
            assertThat(count("orders", "produced")).isEqualTo(1);
            telemetry.eventually(() -> assertThat(telemetry.scrape().value("queue_depth", "queue", "new-orders"))
                    .hasValue(1));
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Listening {

        @Bean
        Queue work() {
            return new Queue("work", false, false, true);
        }

        @RabbitListener(queues = "work")
        void listen(String text) {
            LoggerFactory.getLogger("listener").info("got {}", text);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Failing {

        final AtomicInteger attempts = new AtomicInteger();

        @Bean
        Queue doomed() {
            return new Queue("doomed", false, false, true);
        }

        @RabbitListener(queues = "doomed")
        void listen(String text) {
            attempts.incrementAndGet();
            throw new IllegalArgumentException("never " + text);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Batches {

        @Bean
        Queue batches() {
            return new Queue("batches", false, false, true);
        }

        @Bean
        SimpleRabbitListenerContainerFactory inBatches(ConnectionFactory connections) {
            SimpleRabbitListenerContainerFactory factory = new SimpleRabbitListenerContainerFactory();
            factory.setConnectionFactory(connections);
            factory.setBatchListener(true);
            factory.setConsumerBatchEnabled(true);
            factory.setBatchSize(2);
            factory.setReceiveTimeout(TimeUnit.SECONDS.toMillis(20));
            factory.setBatchReceiveTimeout(TimeUnit.SECONDS.toMillis(20));
            return factory;
        }

        @Bean
        BatchListener batchListener() {
            return new BatchListener();
        }
    }

    static class BatchListener {
        @RabbitListener(queues = "batches", containerFactory = "inBatches")
        void listen(List<Message> messages) {
            LoggerFactory.getLogger("listener").info("got {}", messages.size());
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Container {

        @Bean
        Queue contained() {
            return new Queue("contained", false, false, true);
        }

        @Bean
        SimpleMessageListenerContainer container(CachingConnectionFactory connections) {
            SimpleMessageListenerContainer container = new SimpleMessageListenerContainer(connections);
            container.setQueueNames("contained");
            container.setMessageListener(message ->
                    LoggerFactory.getLogger("listener").info("contained {}", new String(message.getBody(), UTF_8)));
            return container;
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Bound {

        @Bean
        RabbitObservability rabbit(Observability obs) {
            return RabbitObservability.create(obs).route("media", "caption.created", "captions");
        }

        @Bean
        DirectExchange orders() {
            return new DirectExchange("orders", false, true);
        }

        @Bean
        Queue newOrders() {
            return new Queue("new-orders", false, false, true);
        }

        @Bean
        Binding created(DirectExchange orders, Queue newOrders) {
            return BindingBuilder.bind(newOrders).to(orders).with("created");
        }

        @Bean
        Declarables audit() {
            FanoutExchange audit = new FanoutExchange("audit", false, true);
            Queue audited = new Queue("audited", false, false, true);
            return new Declarables(audit, audited, BindingBuilder.bind(audited).to(audit), new AnonymousQueue());
        }
    }
}
