package io.obs.collector;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;

/** OTLP over HTTP/protobuf: {@code POST /v1/traces}. */
final class HttpSide implements AutoCloseable {

    private final Function<byte[], Reply> received;
    private final HttpServer server;
    private final ExecutorService workers = Executors.newCachedThreadPool(Daemons.named("otlp-http"));

    HttpSide(InetSocketAddress address, Function<byte[], Reply> received) throws IOException {
        this.received = received;
        server = HttpServer.create(address, 0);
        server.createContext("/v1/traces", this::handle);
        server.setExecutor(workers);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] message = body(exchange);
            Reply reply = received.apply(message);
            switch (reply.kind()) {
                case HANG -> hang();
                case RESET -> {} // closed without an answer
                case HUGE -> flood(exchange);
                default -> answer(exchange, reply);
            }
        }
    }

    private static byte[] body(HttpExchange exchange) throws IOException {
        InputStream raw = exchange.getRequestBody();
        boolean zipped = "gzip".equalsIgnoreCase(exchange.getRequestHeaders().getFirst("Content-Encoding"));
        try (InputStream body = zipped ? new GZIPInputStream(raw) : raw) {
            return body.readAllBytes();
        }
    }

    private static void answer(HttpExchange exchange, Reply reply) throws IOException {
        byte[] body = reply.body();
        reply.headers().forEach(exchange.getResponseHeaders()::set);
        exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
        exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    private static void flood(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
        exchange.sendResponseHeaders(200, Reply.HUGE_BYTES);
        byte[] piece = new byte[64 * 1024];
        OutputStream body = exchange.getResponseBody();
        for (long sent = 0; sent < Reply.HUGE_BYTES; sent += piece.length) {
            body.write(piece);
        }
    }

    private static void hang() {
        try {
            Thread.currentThread().join(); // until close interrupts it
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        workers.shutdownNow();
        server.stop(0);
    }
}
