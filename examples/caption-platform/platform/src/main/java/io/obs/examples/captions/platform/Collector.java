package io.obs.examples.captions.platform;

import com.sun.net.httpserver.HttpExchange;
import io.obs.collector.OtlpReceiver;
import io.obs.collector.ReceivedSpan;
import io.obs.examples.captions.api.Server;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A small collector: takes spans by OTLP and shows them as trees of text, at {@code GET /traces} the latest, at
 * {@code GET /traces/{id}} one.
 */
public final class Collector implements AutoCloseable {

    private static final int LISTED = 50;

    private final OtlpReceiver receiver;
    private final Server pages;
    private final Traces traces = new Traces();

    private Collector(OtlpReceiver receiver, Server pages) {
        this.receiver = receiver;
        this.pages = pages;
        receiver.onReceive(traces::add);
        pages.http().createContext("/traces", this::show);
        pages.http().start();
    }

    /** Starts on the ports given; 0 takes a free one. */
    static Collector start(int grpcPort, int httpPort, int pagesPort) throws IOException {
        Server pages = Server.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), pagesPort));
        try {
            return new Collector(OtlpReceiver.start(grpcPort, httpPort), pages);
        } catch (RuntimeException e) {
            pages.stop();
            throw e;
        }
    }

    /** Where the pages are. */
    public String url() {
        return pages.url();
    }

    /** What takes the spans. */
    public OtlpReceiver receiver() {
        return receiver;
    }

    public Traces traces() {
        return traces;
    }

    private void show(HttpExchange exchange) throws IOException {
        try (exchange) {
            String id = exchange.getRequestURI().getPath().replaceFirst("^/traces/?", "");
            List<ReceivedSpan> spans = traces.spans(id);
            if (id.isEmpty()) {
                answer(exchange, 200, latest());
            } else if (spans.isEmpty()) {
                answer(exchange, 404, "no span of such a trace has come\n");
            } else {
                answer(exchange, 200, TraceTree.print(spans));
            }
        }
    }

    private String latest() {
        List<String> ids = traces.ids();
        StringBuilder out =
                new StringBuilder().append(receiver.received()).append(" spans have come; the latest traces:\n");
        ids.subList(Math.max(0, ids.size() - LISTED), ids.size())
                .forEach(id -> out.append('\n').append(TraceTree.print(traces.spans(id))));
        return out.toString();
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        pages.stop();
        receiver.close();
    }
}
