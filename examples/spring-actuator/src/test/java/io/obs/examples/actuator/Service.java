package io.obs.examples.actuator;

import static java.nio.charset.StandardCharsets.UTF_8;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.obs.Observability;
import io.obs.collector.OtlpReceiver;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.LoggerFactory;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The service on free ports of loopback, all of its traces sent to a collector, and its access lines. */
final class Service implements AutoCloseable {

    private final HttpClient client = HttpClient.newHttpClient();
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final ConfigurableApplicationContext context;

    Service(OtlpReceiver collector, String... arguments) {
        List<String> all = new ArrayList<>(List.of(
                "--server.address=127.0.0.1",
                "--server.port=0",
                "--obs.admin.port=0",
                "--management.tracing.sampling.probability=1",
                "--management.endpoint.health.show-details=always",
                "--management.otlp.metrics.export.enabled=false",
                "--management.opentelemetry.tracing.export.otlp.endpoint=" + collector.httpEndpoint() + "/v1/traces"));
        all.addAll(List.of(arguments));
        context = new SpringApplicationBuilder(Relay.class, Own.class).run(all.toArray(String[]::new));
        lines.start();
        ((Logger) LoggerFactory.getLogger("obs.access")).addAppender(lines);
    }

    int port() {
        return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    Observability obs() {
        return context.getBean(Observability.class);
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(port(), path);
    }

    HttpResponse<String> admin(String path) throws IOException, InterruptedException {
        return send(obs().adminAddress().orElseThrow().getPort(), path);
    }

    private HttpResponse<String> send(int port, String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + port + path);
        return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString(UTF_8));
    }

    /** What the access lines say until now. */
    List<String> accessLines() {
        synchronized (lines) { // as it does itself while it takes one
            return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
