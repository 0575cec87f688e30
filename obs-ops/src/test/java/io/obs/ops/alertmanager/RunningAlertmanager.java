package io.obs.ops.alertmanager;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.obs.ops.Program;
import io.obs.ops.Tool;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * A real Alertmanager on loopback with the configuration that is made, and what it sends. Slack's webhook, PagerDuty and the sender of
 * text messages are one local server; mail goes nowhere. Only its waits are shorter.
 */
final class RunningAlertmanager implements AutoCloseable {

    /** What came: to which path, and as whom. */
    record Message(String path, String authorization, String body) {}

    private final HttpClient http = HttpClient.newHttpClient();
    private final List<Message> messages = new CopyOnWriteArrayList<>();
    private final HttpServer receiver;
    private final Process process;
    private final String url;

    RunningAlertmanager(Path directory) throws Exception {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", this::receive);
        receiver.start();
        String local = "http://127.0.0.1:" + receiver.getAddress().getPort();
        Path secrets = Files.createDirectory(directory.resolve("secrets"));
        Files.writeString(secrets.resolve("slack_api_url"), local + "/slack");
        Files.writeString(secrets.resolve("smtp_password"), "none");
        Files.writeString(secrets.resolve("pagerduty_routing_key"), "key-of-the-file");
        Files.writeString(secrets.resolve("sms_token"), "token-of-the-file");
        Program made = Program.run(
                "alertmanager",
                "--out=" + directory,
                "--secrets=" + secrets,
                "--smtp=127.0.0.1:1",
                "--sms-webhook=" + local + "/sms");
        assertThat(made.code()).as(made.err()).isZero();
        Path config = directory.resolve("alertmanager/alertmanager.yml");
        Files.writeString(
                config,
                Files.readString(config)
                        .replace("global:\n", "global:\n  pagerduty_url: " + local + "/pagerduty\n")
                        .replaceAll("group_wait: \\w+", "group_wait: 1s")
                        .replaceAll("group_interval: \\w+", "group_interval: 2s"));
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        url = "http://127.0.0.1:" + port;
        Path log = directory.resolve("alertmanager.log");
        process = new ProcessBuilder(
                        Tool.find("alertmanager").orElseThrow().toString(),
                        "--config.file=" + config,
                        "--storage.path=" + directory.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port,
                        "--cluster.listen-address=")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(this::isReady);
        } catch (RuntimeException | Error e) {
            close();
            throw new AssertionError(Files.readString(log), e);
        }
    }

    private void receive(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            messages.add(new Message(
                    exchange.getRequestURI().getPath(),
                    String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
                    body));
            byte[] answer = "{\"status\":\"success\"}".getBytes(UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private boolean isReady() throws InterruptedException {
        assertThat(process.isAlive()).isTrue();
        try {
            return get("/-/ready").statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Tells it of these alerts, each a JSON object, as Prometheus does. */
    void tell(String... alerts) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/api/v2/alerts"))
                .setHeader("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("[" + String.join(",", alerts) + "]"))
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }

    /** The alerts that it keeps silent because of others, as JSON. */
    String inhibited() throws IOException, InterruptedException {
        return get("/api/v2/alerts?active=false&silenced=false&unprocessed=false&inhibited=true")
                .body();
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(URI.create(url + path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** What came to the path so far. */
    List<Message> to(String path) {
        return messages.stream().filter(message -> message.path().equals(path)).toList();
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
        }
        receiver.stop(0);
    }
}
