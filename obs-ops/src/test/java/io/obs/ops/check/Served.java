package io.obs.ops.check;

import com.sun.net.httpserver.HttpServer;
import io.obs.catalog.Catalog;
import io.obs.catalog.MetricSpec;
import io.obs.catalog.MetricType;
import io.obs.ops.world.CatalogueText;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/** A service's /metrics on loopback: every family of the catalogue, growing from scrape to scrape, changed as a test wants it. */
final class Served implements AutoCloseable {

    private final AtomicLong scrapes = new AtomicLong(1);
    private final HttpServer server;

    Served(UnaryOperator<String> change) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/metrics", exchange -> {
            byte[] body = change.apply(text(scrapes.getAndIncrement())).getBytes(StandardCharsets.UTF_8);
            boolean allowed = body.length > 0;
            exchange.sendResponseHeaders(allowed ? 200 : 401, allowed ? body.length : -1);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    private static String text(long count) {
        StringBuilder text = new StringBuilder();
        for (MetricSpec spec : Catalog.all()) {
            text.append("# HELP " + spec.name() + " " + spec.help() + "\n");
            text.append("# TYPE " + spec.name() + " " + spec.type().name().toLowerCase(Locale.ROOT) + "\n");
            boolean grows = spec.type() != MetricType.GAUGE && !spec.equals(Catalog.OBS_DROPPED);
            long gauge = spec.equals(Catalog.SERVICE_INFO) || spec.equals(Catalog.PROBE_SUCCESS) ? 1 : 0;
            text.append(CatalogueText.of(spec, grows ? count : gauge));
        }
        return text.toString();
    }

    String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    String url() {
        return "http://" + address() + "/metrics";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
