package io.obs.examples.captions.platform;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.obs.examples.captions.api.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;

/** Takes what Alertmanager sends, and serves the runbooks that its alerts link to; on loopback. Thread-safe. */
final class Webhook implements AutoCloseable {

    /** One alert of a message. */
    record Alert(String status, String name, String service, String summary, String description, String runbook) {

        @Override
        public String toString() {
            return status.toUpperCase(java.util.Locale.ROOT) + " " + name + ": " + summary + "\n    " + description
                    + "\n    " + runbook;
        }
    }

    private final HttpServer server;
    private final List<Alert> alerts = new CopyOnWriteArrayList<>();

    /**
     * @param runbooks the directory of the pages
     */
    Webhook(Path runbooks) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/alerts", exchange -> {
            List<Alert> read = new ArrayList<>();
            Json.parse(exchange.getRequestBody().readAllBytes())
                    .path("alerts")
                    .forEach(alert -> read.add(alert(alert)));
            alerts.addAll(read);
            answer(exchange, 200, "");
        });
        server.createContext("/runbooks/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            Path page = runbooks.resolve(path.substring(path.lastIndexOf('/') + 1));
            boolean there = Files.isRegularFile(page);
            answer(exchange, there ? 200 : 404, there ? Files.readString(page) : "no such page");
        });
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The first such alert that came since then. */
    Optional<Alert> find(int since, String status, String name, String service) {
        return alerts.stream()
                .skip(since)
                .filter(alert -> alert.status().equals(status)
                        && alert.name().equals(name)
                        && alert.service().equals(service))
                .findFirst();
    }

    /** How many alerts came. */
    int count() {
        return alerts.size();
    }

    private static Alert alert(JsonNode node) {
        JsonNode labels = node.path("labels");
        JsonNode texts = node.path("annotations");
        return new Alert(
                node.path("status").asString(""),
                labels.path("alertname").asString(""),
                labels.path("service").asString(""),
                texts.path("summary").asString(""),
                texts.path("description").asString(""),
                texts.path("runbook_url").asString(""));
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        try (exchange) {
            byte[] body = text.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
