package io.obs.ops.world;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What stands before a Prometheus and refuses ranges of more points than so many, in Prometheus' own words. */
public final class FewPoints implements AutoCloseable {

    private final HttpClient http = HttpClient.newHttpClient();
    private final HttpServer server;
    private final String prometheus;
    private final int most;
    private final AtomicInteger refused = new AtomicInteger();

    public FewPoints(String prometheus, int most) throws IOException {
        this.prometheus = prometheus;
        this.most = most;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    /** Where it is. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** How many queries it has refused. */
    public int refused() {
        return refused.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String form = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            int status = 400;
            byte[] body;
            if (exchange.getRequestURI().getPath().endsWith("/query_range") && points(form) > most) {
                refused.incrementAndGet();
                body = ("{\"status\":\"error\",\"errorType\":\"bad_data\",\"error\":\"exceeded maximum resolution of "
                                + most + " points per timeseries. Try decreasing the query resolution (?step=XX)\"}")
                        .getBytes(UTF_8);
            } else {
                HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(prometheus + exchange.getRequestURI()));
                request.setHeader("Content-Type", "application/x-www-form-urlencoded")
                        .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofString(form));
                HttpResponse<byte[]> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
                status = answer.statusCode();
                body = answer.body();
            }
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static long points(String form) {
        Map<String, String> fields = Stream.of(form.split("&", -1))
                .map(field -> field.split("=", 2))
                .collect(Collectors.toMap(field -> field[0], field -> field[1]));
        double seconds = Double.parseDouble(fields.get("end")) - Double.parseDouble(fields.get("start"));
        return (long) Math.floor(seconds / Double.parseDouble(fields.get("step"))) + 1;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
