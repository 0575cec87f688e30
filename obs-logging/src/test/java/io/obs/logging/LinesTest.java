package io.obs.logging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import ch.qos.logback.core.read.ListAppender;
import ch.qos.logback.core.spi.FilterReply;
import io.obs.Observability;
import io.obs.http.HttpRequest;
import io.obs.http.HttpServerHandler;
import io.obs.http.HttpServerOperation;
import io.obs.job.JobHandler;
import io.obs.logging.json.EventFields;
import io.obs.logging.mdc.ContextMdc;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;

/** obs's own lines, through the logback that SLF4J is bound to. */
class LinesTest {

    private final LoggerContext loggers = (LoggerContext) LoggerFactory.getILoggerFactory();
    private final Logger root = loggers.getLogger(Logger.ROOT_LOGGER_NAME);
    private final MemoryAppender memory = new MemoryAppender();
    private final ListAppender<ILoggingEvent> events = new ListAppender<>();
    private Observability obs;

    @BeforeEach
    void start() {
        ObsEncoder encoder = new ObsEncoder();
        encoder.setContext(loggers);
        encoder.start();
        memory.setContext(loggers);
        memory.setEncoder(encoder);
        memory.start();
        events.start();
        obs = Observability.builder()
                .withoutDiscovery()
                .install(new LoggingRoom())
                .service("shop")
                .set("obs.admin.enabled", "false")
                .build();
        root.addAppender(memory);
        root.addAppender(events);
    }

    @AfterEach
    void stop() {
        root.detachAppender(memory);
        root.detachAppender(events);
        obs.close();
    }

    @Test
    void request_givesOneAccessLine() {
        HttpServerHandler handler = HttpServerHandler.create(obs);
        HttpServerOperation operation = handler.start(new Get("/orders/1"), handler.declare("GET", "/orders/{id}"));

        operation.end(200);

        assertThat(access())
                .singleElement()
                .asString()
                .contains("\"level\":\"INFO\"")
                .contains("\"service\":\"shop\"");
    }

    @Test
    void handlerThatThrows_givesOneLineAtError() {
        HttpServerHandler handler = HttpServerHandler.create(obs);
        HttpServerOperation operation = handler.start(new Get("/orders/1"), handler.declare("GET", "/orders/{id}"));

        operation.thrown(new IllegalStateException("no stock"));
        operation.end(0);

        assertThat(access()).singleElement().asString().contains("\"level\":\"ERROR\"");
        assertThat(events.list).singleElement().satisfies(event -> {
            assertThat(event.getThrowableProxy().getMessage()).isEqualTo("no stock");
            assertThat(event.getLoggerName()).isEqualTo("obs.access");
        });
    }

    @Test
    void probe_givesNoLine() {
        HttpServerHandler handler = HttpServerHandler.create(obs);

        handler.start(new Get("/health"), null).end(200);

        assertThat(events.list).isEmpty();
    }

    @Test
    void ownAppender_findsMessageFieldsAndTime() {
        HttpServerHandler handler = HttpServerHandler.create(obs);
        long before = System.currentTimeMillis();

        handler.start(new Get("/orders/1"), handler.declare("GET", "/orders/{id}"))
                .end(404);

        ILoggingEvent event = events.list.get(0);
        event.prepareForDeferredProcessing();
        assertThat(event.getFormattedMessage()).isEqualTo("GET /orders/{id} 404");
        assertThat(event.getKeyValuePairs()).extracting(pair -> pair.key).contains("status", "duration_ms");
        assertThat(event.getKeyValuePairs())
                .filteredOn(pair -> pair.key.equals("status"))
                .allMatch(pair -> pair.value.equals(404L));
        assertThat(event.getTimeStamp()).isBetween(before - 10, System.currentTimeMillis() + 10);
        assertThat(event.getInstant().toEpochMilli()).isEqualTo(event.getTimeStamp());
        assertThat(event.getThreadName()).isEqualTo(Thread.currentThread().getName());
        assertThat(event.getMDCPropertyMap()).isEmpty();
        assertThat(event.getCallerData()).isEmpty();
        assertThat(event).hasToString("[INFO] GET /orders/{id} 404");
    }

    @Test
    void mdcView_showsTheIdsToOtherAppenders() {
        obs.close();
        obs = Observability.builder()
                .withoutDiscovery()
                .install(new LoggingRoom())
                .set("obs.admin.enabled", "false")
                .set("obs.log.mdc", "true")
                .build();
        try {
            HttpServerHandler handler = HttpServerHandler.create(obs);
            HttpServerOperation operation = handler.start(new Get("/orders/1"), handler.declare("GET", "/orders/{id}"));
            operation.end(200);

            assertThat(events.list.get(events.list.size() - 1).getMDCPropertyMap())
                    .containsEntry("request_id", operation.requestId())
                    .containsEntry("trace_id", operation.traceId())
                    .containsEntry("endpoint", "/orders/{id}")
                    .containsEntry("method", "GET");
            assertThat(memory.lines())
                    .last()
                    .asString()
                    .doesNotContain("\"fields")
                    .containsOnlyOnce("\"status\"");
        } finally {
            ContextMdc.view(false);
        }
    }

    @Test
    void fieldsOfTheServicesOwn_standInEveryLine() {
        obs.close();
        obs = Observability.builder()
                .withoutDiscovery()
                .install(new LoggingRoom())
                .use(EventFields.class, new BuildFields())
                .set("obs.admin.enabled", "false")
                .build();

        loggers.getLogger("com.acme.Shop").info("hello");

        assertThat(memory.lines())
                .last()
                .asString()
                .contains("\"message\":\"hello\"")
                .contains("\"build\":\"42\"");
    }

    @Test
    void levelOfTheServicesOwn_isObeyed() {
        Logger access = loggers.getLogger("obs.access");
        access.setLevel(Level.WARN);
        try {
            HttpServerHandler handler = HttpServerHandler.create(obs);
            handler.start(new Get("/a"), handler.declare("GET", "/a")).end(200);
            handler.start(new Get("/a"), handler.declare("GET", "/a")).end(503);

            assertThat(events.list).extracting(ILoggingEvent::getLevel).containsExactly(Level.ERROR);
        } finally {
            access.setLevel(null);
        }
    }

    @Test
    void job_givesOneLine() {
        JobHandler jobs = JobHandler.create(obs);

        jobs.start(io.opentelemetry.context.Context.current(), "transcribe", "job-1")
                .failed(new IllegalArgumentException("empty"));

        assertThat(memory.lines().stream().filter(line -> line.contains("job transcribe failed")))
                .singleElement()
                .asString()
                .contains("\"level\":\"ERROR\"");
    }

    @Test
    void appenderThatThrows_reachesNobody() {
        UnsynchronizedAppenderBase<ILoggingEvent> broken = new UnsynchronizedAppenderBase<>() {
            @Override
            public void doAppend(ILoggingEvent event) {
                throw new AssertionError("broken appender");
            }

            @Override
            protected void append(ILoggingEvent event) {}
        };
        Logger access = loggers.getLogger("obs.access");
        access.addAppender(broken);
        try {
            HttpServerHandler handler = HttpServerHandler.create(obs);
            HttpServerOperation operation = handler.start(new Get("/a"), handler.declare("GET", "/a"));

            operation.end(200);

            assertThat(operation.ended()).isTrue();
        } finally {
            access.detachAppender(broken);
        }
    }

    @Test
    void turboFilterThatThrows_reachesNobody() {
        loggers.addTurboFilter(new TurboFilter() {
            @Override
            public FilterReply decide(
                    Marker marker, Logger of, Level level, String format, Object[] params, Throwable t) {
                throw new IllegalStateException("broken filter");
            }
        });
        try {
            HttpServerHandler handler = HttpServerHandler.create(obs);
            HttpServerOperation operation = handler.start(new Get("/a"), handler.declare("GET", "/a"));

            operation.end(200);

            assertThat(operation.ended()).isTrue();
        } finally {
            loggers.resetTurboFilterList();
        }
    }

    @Test
    void wrongSettings_stopInitWithAllOfThem() {
        assertThatThrownBy(() -> Observability.builder()
                        .withoutDiscovery()
                        .install(new LoggingRoom())
                        .set("obs.admin.enabled", "false")
                        .set("obs.log.format", "xml")
                        .set("obs.log.levels", "com.acme=loud")
                        .set("obs.mask.prefixes", "ab")
                        .build())
                .hasMessageContaining("obs.log.format")
                .hasMessageContaining("auto, json, console")
                .hasMessageContaining("obs.log.levels")
                .hasMessageContaining("com.acme=debug")
                .hasMessageContaining("obs.mask.prefixes");
    }

    private List<String> access() {
        return memory.lines().stream()
                .flatMap(line -> line.contains("GET /orders") ? Stream.of(line) : Stream.empty())
                .toList();
    }

    private record Get(String path) implements HttpRequest {

        @Override
        public String method() {
            return "GET";
        }

        @Override
        public @Nullable String header(String name) {
            return null;
        }
    }
}
