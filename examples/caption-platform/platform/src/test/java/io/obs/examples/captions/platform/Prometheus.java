package io.obs.examples.captions.platform;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A real Prometheus that scrapes services each second, twice: as it likes best (job {@code openmetrics}), and through a
 * forwarder that only lets it have plain text (job {@code text}).
 */
final class Prometheus implements AutoCloseable {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static final List<String> PROGRAM = List.of("prometheus");

    private final Tool process;
    private final URI address;
    private final List<HttpServer> forwarders;

    private Prometheus(Tool process, URI address, List<HttpServer> forwarders) {
        this.process = process;
        this.address = address;
        this.forwarders = forwarders;
    }

    static boolean isInstalled() {
        return Tool.find(PROGRAM).isPresent();
    }

    static Prometheus start(Path directory, List<URI> scraped) throws IOException {
        List<HttpServer> forwarders = new ArrayList<>();
        for (URI target : scraped) {
            forwarders.add(plainTextOf(target));
        }
        Path config = directory.resolve("prometheus.yml");
        Files.writeString(config, config(scraped, forwarders));
        int port = Tool.freePort();
        Tool process = Tool.start(
                directory,
                PROGRAM,
                "--config.file=" + config,
                "--storage.tsdb.path=" + directory.resolve("data"),
                "--web.listen-address=127.0.0.1:" + port,
                "--enable-feature=exemplar-storage",
                "--log.level=warn");
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

    PrometheusApi api() {
        return new PrometheusApi(address);
    }

    @Override
    public void close() {
        process.close();
        forwarders.forEach(server -> server.stop(0));
    }
}
