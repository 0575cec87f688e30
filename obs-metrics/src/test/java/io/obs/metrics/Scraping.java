package io.obs.metrics;

import io.obs.Observability;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** Scrapes an obs as Prometheus does, over HTTP. */
final class Scraping {

    static final String OPENMETRICS = "application/openmetrics-text;version=1.0.0";
    static final String PROTOBUF =
            "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited";

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private Scraping() {}

    /** An obs of the metrics room alone, without the JVM's meters. */
    static Observability.Builder quiet() {
        return Observability.builder()
                .withoutDiscovery()
                .service("shop")
                .set("obs.admin.port", "0")
                .set("obs.metrics.jvm", "false")
                .set("obs.metrics.global", "false")
                .install(new MetricsRoom());
    }

    static HttpResponse<byte[]> get(Observability obs, String query, Map<String, String> headers) {
        return send(obs, "/metrics" + query, headers);
    }

    /** Another page of the admin endpoint. */
    static String page(Observability obs, String path, Map<String, String> headers) {
        return new String(send(obs, path, headers).body(), StandardCharsets.UTF_8);
    }

    private static HttpResponse<byte[]> send(Observability obs, String path, Map<String, String> headers) {
        URI page = URI.create(
                "http://127.0.0.1:" + obs.adminAddress().orElseThrow().getPort() + path);
        HttpRequest.Builder request = HttpRequest.newBuilder(page);
        headers.forEach(request::header);
        try {
            return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static String text(Observability obs) {
        return new String(get(obs, "", Map.of()).body(), StandardCharsets.UTF_8);
    }

    static String openMetrics(Observability obs) {
        return new String(get(obs, "", Map.of("Accept", OPENMETRICS)).body(), StandardCharsets.UTF_8);
    }

    /** All lines of one family, as they stand. */
    static String family(String scrape, String name) {
        return scrape.lines()
                .filter(line -> line.matches("(# (HELP|TYPE|UNIT) )?" + name + "(_bucket|_count|_sum)?[ {].*"))
                .map(line -> line + "\n")
                .collect(Collectors.joining());
    }

    /** The value of one series, as it stands; fails where there is none. */
    static String value(String scrape, String series) {
        return scrape.lines()
                .filter(line -> line.startsWith(series + " "))
                .map(line -> line.substring(series.length() + 1))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + series + " in\n" + scrape));
    }
}
