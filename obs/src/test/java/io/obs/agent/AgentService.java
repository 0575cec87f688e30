package io.obs.agent;

import com.sun.net.httpserver.HttpServer;
import io.obs.Observability;
import io.obs.httpclient.HttpClientObservability;
import io.obs.httpserver.HttpServerObservability;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A service whose one handler calls its other one; runs in a JVM of its own until its standard input ends. */
final class AgentService {

    private static final Logger LOG = LoggerFactory.getLogger(AgentService.class);

    private AgentService() {}

    public static void main(String... arguments) throws Exception {
        Observability obs = Observability.init();
        HttpClient client = HttpClientObservability.create(obs).wrap(HttpClient.newHttpClient());
        HttpServer server = HttpServerObservability.create(obs)
                .route("GET", "/orders/{id}")
                .route("GET", "/items/{id}")
                .route("GET", "/broken/{id}")
                .wrap(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        server.createContext("/orders", exchange -> {
            LOG.info("an order");
            try {
                client.send(HttpRequest.newBuilder(address.resolve("/items/7")).build(), BodyHandlers.discarding());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.createContext("/items", exchange -> {
            LOG.info("an item");
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.createContext("/broken", exchange -> {
            throw new IllegalStateException("no such order");
        });
        server.setExecutor(Executors.newFixedThreadPool(4)); // it calls itself
        server.start();
        LOG.info("ready at {}", address);
        while (System.in.read() >= 0) {
            Thread.onSpinWait();
        }
        server.stop(0);
        obs.close();
        System.exit(0);
    }
}
