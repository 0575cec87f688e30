package io.obs.newcomers;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.grpc.Status;
import io.obs.collector.OtlpReceiver;
import io.obs.collector.ReceivedSpan;
import io.obs.testkit.LogLine;
import io.obs.testkit.Scrape;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A newcomer's service in a JVM of its own, a collector that it sends its spans to, and what both show. */
final class Service implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final OtlpReceiver collector = OtlpReceiver.start();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final int port;
    private final int admin;
    private final Path log;
    private final Process process;

    private Service(Newcomer newcomer, Path directory, Map<String, String> environment, List<String> jvm)
            throws IOException {
        try (ServerSocket one = free();
                ServerSocket other = free()) {
            port = one.getLocalPort();
            admin = other.getLocalPort();
        }
        log = directory.resolve("service.log");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:TieredStopAtLevel=1");
        command.addAll(jvm);
        command.addAll(newcomer.command(port, directory.resolve("work")));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment()
                .keySet()
                .removeIf(key -> key.startsWith("OTEL_") || key.startsWith("OBS_") || key.equals("JAVA_TOOL_OPTIONS"));
        builder.environment()
                .putAll(Map.of(
                        "OBS_SERVICE", "shop",
                        "OBS_ADMIN_PORT", "" + admin,
                        "OBS_HTTP_SLOW", "1m", // the first request of a cold JVM
                        "OTEL_EXPORTER_OTLP_ENDPOINT", collector.grpcEndpoint(),
                        "OTEL_BSP_SCHEDULE_DELAY", "100"));
        builder.environment().putAll(environment);
        process = builder.start();
    }

    /** Starts it, and waits until it answers; asked by a probe, which leaves nothing. */
    static Service start(Newcomer newcomer, Path directory) throws IOException {
        return start(newcomer, directory, Map.of(), List.of());
    }

    static Service start(Newcomer newcomer, Path directory, Map<String, String> environment, List<String> jvm)
            throws IOException {
        Service service = new Service(newcomer, directory, environment, jvm);
        try {
            await().atMost(PATIENCE)
                    .ignoreExceptionsInstanceOf(IOException.class)
                    .failFast(() -> assertThat(service.process.isAlive())
                            .as("%s has ended:%n%s", newcomer, service.log())
                            .isTrue())
                    .until(() -> service.isThere(newcomer), there -> there);
        } catch (RuntimeException e) {
            service.close();
            throw e;
        }
        return service;
    }

    private boolean isThere(Newcomer newcomer) throws IOException, InterruptedException {
        if (newcomer == Newcomer.GRPC) {
            try (Calls calls = calls()) {
                return calls.call("grpc.health.v1.Health/Check", "").code() != Status.Code.UNAVAILABLE;
            }
        }
        send("GET", "/health");
        return true;
    }

    /** A client of a service that is called, not asked. */
    Calls calls() {
        return Calls.to(port);
    }

    private static ServerSocket free() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    HttpResponse<String> send(String method, String path) throws IOException, InterruptedException {
        return send(port, method, path);
    }

    private HttpResponse<String> send(int to, String method, String path) throws IOException, InterruptedException {
        URI address = URI.create("http://127.0.0.1:" + to + path);
        return client.send(
                HttpRequest.newBuilder(address)
                        .method(method, BodyPublishers.noBody())
                        .timeout(PATIENCE)
                        .build(),
                BodyHandlers.ofString());
    }

    Scrape scrape() throws IOException, InterruptedException {
        return new Scrape(send(admin, "GET", "/metrics").body());
    }

    /** Says something to its standard input. */
    void tell(String line) throws IOException {
        process.getOutputStream().write((line + "\n").getBytes(UTF_8));
        process.getOutputStream().flush();
    }

    /** Whether somebody listens where its admin endpoint would be. */
    boolean hasAdmin() {
        try (Socket one = new Socket(InetAddress.getLoopbackAddress(), admin)) {
            return one.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }

    /** All that it has written. */
    String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** The lines of its requests. */
    List<LogLine> lines() {
        return log().lines()
                .filter(line -> line.startsWith("{") && line.endsWith("}") && line.contains("\"request_id\""))
                .map(LogLine::parse)
                .toList();
    }

    /** Its access lines, once there are that many. */
    List<LogLine> accessLines(int count) {
        return await().atMost(PATIENCE)
                .until(
                        () -> lines().stream()
                                .filter(line -> "obs.access".equals(line.text("logger")))
                                .toList(),
                        lines -> lines.size() >= count);
    }

    /** The spans that it has sent, once there are that many. */
    List<ReceivedSpan> spans(int count) {
        return await().atMost(PATIENCE).until(collector::spans, spans -> spans.size() >= count);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        } finally {
            collector.close();
        }
    }
}
