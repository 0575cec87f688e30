package io.obs.examples.captions.platform;

import com.sun.net.httpserver.HttpServer;
import io.obs.examples.captions.api.Json;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/**
 * A real Prometheus that scrapes services each second, twice: as it likes best (job {@code openmetrics}), and through a
 * forwarder that only lets it have plain text (job {@code text}).
 */
final class Prometheus implements AutoCloseable {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final Process process;
    private final URI address;
    private final List<HttpServer> forwarders;

    private Prometheus(Process process, URI address, List<HttpServer> forwarders) {
        this.process = process;
        this.address = address;
        this.forwarders = forwarders;
    }

    /** The program, where it is installed. */
    static Optional<Path> program() {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
                .map(directory -> Path.of(directory, "prometheus"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    static Prometheus start(Path program, Path directory, List<URI> scraped) throws IOException {
        List<HttpServer> forwarders = new ArrayList<>();
        for (URI target : scraped) {
            forwarders.add(plainTextOf(target));
        }
        Path config = directory.resolve("prometheus.yml");
        Files.writeString(config, config(scraped, forwarders));
        int port = freePort();
        Process process = new ProcessBuilder(
                        program.toString(),
                        "--config.file=" + config,
                        "--storage.tsdb.path=" + directory.resolve("data"),
                        "--web.listen-address=127.0.0.1:" + port,
                        "--enable-feature=exemplar-storage",
                        "--log.level=warn")
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("prometheus.log").toFile())
                .start();
        return new Prometheus(process, URI.create("http://127.0.0.1:" + port), forwarders);
    }

    private static String config(List<URI> scraped, List<HttpServer> forwarders) {
        String direct = scraped.stream().map(URI::getAuthority).toList().toString();
        String forwarded = forwarders.stream()
                .map(server -> "127.0.0.1:" + server.getAddress().getPort())
                .toList()
                .toString();
        return """
                global:
                  scrape_interval: 1s
                  scrape_timeout: 1s
                storage:
                  exemplars:
                    max_exemplars: 10000
                scrape_configs:
                  - job_name: openmetrics
                    static_configs: [{targets: %s}]
                  - job_name: text
                    static_configs: [{targets: %s}]
                """.formatted(direct, forwarded);
    }

    private static HttpServer plainTextOf(URI target) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/metrics", exchange -> {
            try (exchange) {
                HttpRequest request = HttpRequest.newBuilder(target.resolve("/metrics"))
                        .setHeader("Accept", "text/plain;version=0.0.4")
                        .build();
                HttpResponse<byte[]> answer = CLIENT.send(request, HttpResponse.BodyHandlers.ofByteArray());
                String type = answer.headers().firstValue("Content-Type").orElse("");
                exchange.getResponseHeaders().set("Content-Type", type);
                exchange.sendResponseHeaders(answer.statusCode(), answer.body().length);
                exchange.getResponseBody().write(answer.body());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        server.start();
        return server;
    }

    /** The labels of each series that an instant query finds, with its value. */
    Map<Map<String, String>, Double> query(String promQl) {
        Map<Map<String, String>, Double> found = new java.util.HashMap<>();
        get("/api/v1/query?query=" + encoded(promQl))
                .path("result")
                .forEach(series -> found.put(
                        texts(series.path("metric")),
                        Double.valueOf(series.path("value").path(1).stringValue())));
        return found;
    }

    /** The types that the targets of all jobs declare for a family. */
    List<String> types(String family) {
        List<String> types = new ArrayList<>();
        get("/api/v1/metadata?metric=" + encoded(family))
                .path(family)
                .forEach(entry -> types.add(entry.path("type").stringValue()));
        return types;
    }

    /** The labels of the exemplars of a series. */
    List<Map<String, String>> exemplars(String promQl) {
        long now = System.currentTimeMillis() / 1000;
        List<Map<String, String>> found = new ArrayList<>();
        get("/api/v1/query_exemplars?query=" + encoded(promQl) + "&start=" + (now - 600) + "&end=" + (now + 60))
                .forEach(series ->
                        series.path("exemplars").forEach(exemplar -> found.add(texts(exemplar.path("labels")))));
        return found;
    }

    /** The names of all metrics there are. */
    List<String> names() {
        return get("/api/v1/label/__name__/values")
                .valueStream()
                .map(JsonNode::stringValue)
                .toList();
    }

    /** The errors of the last scrapes. */
    List<String> scrapeErrors() {
        List<String> errors = new ArrayList<>();
        get("/api/v1/targets").path("activeTargets").forEach(target -> {
            String error = target.path("lastError").stringValue("");
            if (!error.isEmpty()) {
                errors.add(target.path("scrapeUrl").stringValue() + ": " + error);
            }
        });
        return errors;
    }

    private JsonNode get(String path) {
        try {
            HttpResponse<byte[]> answer = CLIENT.send(
                    HttpRequest.newBuilder(address.resolve(path)).build(), HttpResponse.BodyHandlers.ofByteArray());
            return Json.parse(answer.body()).path("data");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new TreeMap<>();
        object.properties()
                .forEach(entry -> texts.put(entry.getKey(), entry.getValue().stringValue()));
        return texts;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        forwarders.forEach(server -> server.stop(0));
    }
}
