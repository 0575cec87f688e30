package io.obs.part.agent;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.awaitility.Awaitility.await;

import io.obs.collector.OtlpReceiver;
import io.obs.collector.ReceivedSpan;
import io.obs.testkit.LogLine;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A service in a JVM with OpenTelemetry's own Java agent, and what both send and write. It ends when its standard input does. */
public final class AgentJvm implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final OtlpReceiver collector = OtlpReceiver.start();
    private final Path output;
    private final Process process;

    private AgentJvm(Path directory, String main, List<String> options, Map<String, String> settings)
            throws IOException {
        output = directory.resolve("service.log");
        Path logback = directory.resolve("logback.xml"); // the service's own, as an agent's users often have one
        Files.writeString(logback, """
                <configuration>
                  <include resource="io/obs/logging/base.xml"/>
                  <root level="INFO"><appender-ref ref="OBS"/></root>
                </configuration>
                """);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Dlogback.configurationFile=" + logback,
                "-javaagent:" + jar(directory)));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
        ProcessBuilder builder = new ProcessBuilder(command)
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

    /**
     * Starts it; the service says {@code ready at URI} in its log.
     *
     * @param directory where its files go
     * @param main its class, of this JVM's own class path
     * @param options of the JVM
     * @param settings environment beside what it needs
     */
    public static AgentJvm start(Path directory, Class<?> main, List<String> options, Map<String, String> settings)
            throws IOException {
        return new AgentJvm(directory, main.getName(), options, settings);
    }

    /** The agent, as a file in this directory. */
    public static Path jar(Path directory) throws IOException {
        Path jar = directory.resolve("opentelemetry-javaagent.jar");
        try (InputStream agent =
                requireNonNull(AgentJvm.class.getResourceAsStream("opentelemetry-javaagent.jar"), "agent")) {
            Files.copy(agent, jar, StandardCopyOption.REPLACE_EXISTING);
        }
        return jar;
    }

    /** Where the service listens. */
    public String service() {
        return after("ready at ");
    }

    /** Where its obs tells about it. */
    public String admin() {
        return after("admin: ");
    }

    /** What it has logged. */
    public List<LogLine> lines() {
        try {
            return Files.readAllLines(output).stream()
                    .filter(line -> line.startsWith("{") && line.endsWith("}"))
                    .map(LogLine::parse)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its standard input gets a line. */
    public void tell(String line) throws IOException {
        process.getOutputStream().write((line + "\n").getBytes(UTF_8));
        process.getOutputStream().flush();
    }

    /** Waits for the first line that is one. */
    public LogLine line(Predicate<LogLine> which) {
        return await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> lines().stream().filter(which).findFirst().orElse(null), found -> found != null);
    }

    /** What stands behind the words in a line of the log. */
    private String after(String words) {
        String message = line(one -> one.message().contains(words)).message();
        return message.substring(message.indexOf(words) + words.length()).split("[; ]", 2)[0];
    }

    /** Asks for a page. */
    public static HttpResponse<String> get(String uri) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(uri)).build(), BodyHandlers.ofString());
    }

    /** A trace's spans, once there are that many. */
    public List<ReceivedSpan> spans(String traceId, int atLeast) {
        return await().atMost(PATIENCE).until(() -> collector.trace(traceId), found -> found.size() >= atLeast);
    }

    /** All spans that it has sent. */
    public List<ReceivedSpan> spans() {
        return collector.spans();
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
