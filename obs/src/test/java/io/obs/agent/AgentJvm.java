package io.obs.agent;

import static org.awaitility.Awaitility.await;

import io.obs.collector.OtlpReceiver;
import io.obs.collector.ReceivedSpan;
import io.obs.testkit.LogLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** {@link AgentService} in a JVM with OpenTelemetry's own Java agent, and what both send and write. */
final class AgentJvm implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofMinutes(2);

    private final OtlpReceiver collector = OtlpReceiver.start();
    private final Path output;
    private final Process process;

    private AgentJvm(Path directory, Map<String, String> settings) throws IOException {
        output = directory.resolve("service.log");
        Path logback = directory.resolve("logback.xml"); // the service's own, as an agent's users often have one
        Files.writeString(logback, """
                <configuration>
                  <include resource="io/obs/logging/base.xml"/>
                  <root level="INFO"><appender-ref ref="OBS"/></root>
                </configuration>
                """);
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Dlogback.configurationFile=" + logback,
                        "-javaagent:" + System.getProperty("obs.agent.jar"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        AgentService.class.getName())
                .redirectOutput(output.toFile())
                .redirectError(directory.resolve("stderr.log").toFile());
        builder.environment().keySet().removeIf(key -> key.startsWith("OTEL_") || key.startsWith("OBS_"));
        builder.environment()
                .putAll(Map.of(
                        "OBS_SERVICE", "shop",
                        "OTEL_SERVICE_NAME", "shop",
                        "OBS_ADMIN_PORT", "0",
                        "OBS_LOG_FORMAT", "json",
                        "OTEL_EXPORTER_OTLP_ENDPOINT", collector.httpEndpoint(),
                        "OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf",
                        "OTEL_METRICS_EXPORTER", "none",
                        "OTEL_LOGS_EXPORTER", "none",
                        "OTEL_BSP_SCHEDULE_DELAY", "100"));
        builder.environment().putAll(settings);
        process = builder.start();
    }

    /** @param settings environment beside what it needs */
    static AgentJvm start(Path directory, Map<String, String> settings) throws IOException {
        return new AgentJvm(directory, settings);
    }

    /** Where the service listens. */
    String service() {
        return after("ready at ");
    }

    String admin() {
        return after("admin: ");
    }

    List<LogLine> lines() {
        try {
            return Files.readAllLines(output).stream()
                    .filter(line -> line.startsWith("{"))
                    .map(LogLine::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for the first line that is one. */
    LogLine line(Predicate<LogLine> which) {
        return await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> lines().stream().filter(which).findFirst().orElse(null), found -> found != null);
    }

    /** What stands behind the words in a line of the log. */
    private String after(String words) {
        String message = line(one -> one.message().contains(words)).message();
        return message.substring(message.indexOf(words) + words.length()).split("[; ]", 2)[0];
    }

    static HttpResponse<String> get(String uri) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(uri)).build(), BodyHandlers.ofString());
    }

    /** A trace's spans, once there are that many. */
    List<ReceivedSpan> spans(String traceId, int atLeast) {
        return await().atMost(PATIENCE).until(() -> collector.trace(traceId), found -> found.size() >= atLeast);
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close(); // by which it ends
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        } finally {
            collector.close();
        }
    }
}
