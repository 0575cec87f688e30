package io.obs.w3c;

import com.sun.net.httpserver.HttpServer;
import io.obs.Observability;
import io.obs.httpclient.HttpClientObservability;
import io.obs.httpserver.HttpServerObservability;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Collectors;

/** An observed service that calls back as often as it is asked to, and what came back with each call. */
final class CallingService implements AutoCloseable {

    /**
     * The trace context of one call that the service made.
     *
     * @param traceparents all headers of that name
     * @param tracestate all headers of that name, their members joined by commas
     */
    record Call(List<String> traceparents, String tracestate) {}

    private static final int PATIENCE_MILLIS = 20_000;

    private final Observability obs = Observability.builder()
            .service("calling")
            .set("obs.admin.enabled", "false")
            .build();
    private final HttpClient client = HttpClientObservability.create(obs).wrap(HttpClient.newHttpClient());
    private final HttpServer harness = HttpServer.create(loopback(), 0);
    private final HttpServer service = HttpServerObservability.create(obs).wrap(HttpServer.create(loopback(), 0));
    private final BlockingQueue<Call> calls = new LinkedBlockingQueue<>();

    CallingService() throws IOException {
        harness.createContext("/", exchange -> {
            calls.add(new Call(
                    exchange.getRequestHeaders().getOrDefault("traceparent", List.of()),
                    exchange.getRequestHeaders().getOrDefault("tracestate", List.of()).stream()
                            .flatMap(header -> List.of(header.split(",")).stream())
                            .map(CallingService::withoutSpace)
                            .collect(Collectors.joining(","))));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        service.createContext("/call", exchange -> {
            int times = Integer.parseInt(exchange.getRequestURI().getQuery());
            for (int i = 0; i < times; i++) {
                callBack();
            }
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        harness.start();
        service.start();
    }

    /** Sends these header lines as they are, and returns the calls that the service made. */
    List<Call> request(int times, List<String> headerLines) throws IOException {
        calls.clear();
        StringBuilder request = new StringBuilder("GET /call?" + times + " HTTP/1.1\r\nHost: calling\r\n");
        headerLines.forEach(line -> request.append(line).append("\r\n"));
        request.append("Connection: close\r\n\r\n");
        try (Socket socket = new Socket(
                InetAddress.getLoopbackAddress(), service.getAddress().getPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.ISO_8859_1));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
            if (!answer.startsWith("HTTP/1.1 204")) {
                throw new IOException("the service answered " + answer);
            }
        }
        List<Call> made = new ArrayList<>();
        calls.drainTo(made);
        return made;
    }

    private void callBack() throws IOException {
        URI there = URI.create("http://127.0.0.1:" + harness.getAddress().getPort() + "/");
        try {
            client.send(HttpRequest.newBuilder(there).build(), BodyHandlers.discarding());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    /** A header's optional white space; what belongs to a value stays. */
    private static String withoutSpace(String member) {
        return member.replaceFirst("^[ \t]+", "").replaceFirst("[ \t]+$", "");
    }

    private static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    @Override
    public void close() {
        service.stop(0);
        harness.stop(0);
        obs.close();
    }
}
