package shop;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.obs.Observability;
import io.obs.httpserver.HttpServerObservability;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

public final class Main {
    private static final Logger LOG = LoggerFactory.getLogger("shop.jobs");

    public static void main(String... arguments) throws IOException {
        Observability obs = Observability.init();
        HttpServer server = HttpServerObservability.create(obs)
                .route("POST", "/api/v1/jobs", 201)
                .route("GET", "/api/v1/jobs/{id}")
                .route("POST", "/api/v1/reports")
                .wrap(HttpServer.create(new InetSocketAddress("127.0.0.1", Integer.parseInt(arguments[0])), 0));
        server.createContext("/api/v1/jobs", exchange -> {
            if (exchange.getRequestMethod().equals("POST")) {
                LOG.info("a job is created");
                answer(exchange, 201, "job 42");
            } else {
                LOG.info("a job is asked for");
                answer(exchange, 200, "job 42 is done");
            }
        });
        server.createContext("/api/v1/reports", exchange -> {
            throw new IllegalStateException("no report");
        });
        server.start();
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
