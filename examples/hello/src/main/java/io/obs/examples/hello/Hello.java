package io.obs.examples.hello;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import io.obs.Observability;
import io.obs.httpserver.HttpServerObservability;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

public final class Hello {
    private static final Logger LOG = LoggerFactory.getLogger(Hello.class);

    public static void main(String... arguments) throws IOException {
        Observability obs = Observability.init();
        HttpServer server = HttpServerObservability.create(obs)
                .route("GET", "/hello")
                .wrap(HttpServer.create(new InetSocketAddress(Integer.getInteger("port", 8080)), 0));
        server.createContext("/hello", exchange -> {
            LOG.info("somebody says hello");
            exchange.sendResponseHeaders(200, 6);
            exchange.getResponseBody().write("Hello\n".getBytes(UTF_8));
            exchange.close();
        });
        server.start();
    }
}
