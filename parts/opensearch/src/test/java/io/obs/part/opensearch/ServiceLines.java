package io.obs.part.opensearch;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import io.obs.Observability;
import io.obs.http.HttpRequest;
import io.obs.http.HttpServerHandler;
import io.obs.logging.LoggingRoom;
import io.obs.logging.ObsEncoder;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** A service that logs, and the lines that it writes: real ones, of obs's encoder. */
final class ServiceLines implements AutoCloseable {

    private final Logger root = ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger("ROOT");
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
    private final Observability obs;
    private final HttpServerHandler handler;

    ServiceLines(String service) {
        obs = Observability.builder()
                .withoutDiscovery()
                .install(new LoggingRoom())
                .service(service)
                .set("obs.admin.enabled", "false")
                .build();
        handler = HttpServerHandler.create(obs);
        ObsEncoder encoder = new ObsEncoder();
        encoder.setContext(root.getLoggerContext());
        encoder.start();
        appender.setContext(root.getLoggerContext());
        appender.setEncoder(encoder);
        appender.setOutputStream(written);
        appender.start();
        root.addAppender(appender);
    }

    /** A request that was answered with that status. */
    ServiceLines answers(String method, String route, int status) {
        handler.start(new Request(method, route), handler.declare(method, route))
                .end(status);
        return this;
    }

    org.slf4j.Logger logger() {
        return LoggerFactory.getLogger("com.acme.Shop");
    }

    List<String> lines() {
        return written.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private record Request(String method, String path) implements HttpRequest {

        @Override
        public @Nullable String header(String name) {
            return null;
        }
    }

    @Override
    public void close() {
        root.detachAppender(appender);
        obs.close();
    }
}
