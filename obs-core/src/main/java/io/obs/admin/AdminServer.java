package io.obs.admin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.obs.config.CoreKeys;
import io.obs.config.ObservabilityConfig;
import io.obs.health.Health;
import io.obs.pipeline.Failures;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The embedded admin endpoint. */
public final class AdminServer implements AutoCloseable {

    private final @Nullable HttpServer server;

    private AdminServer(@Nullable HttpServer server) {
        this.server = server;
    }

    public static AdminServer start(
            ObservabilityConfig config, Health health, Failures failures, List<AdminPage> pages) {
        try {
            HttpServer server = HttpServer.create(
                    new InetSocketAddress(config.get(CoreKeys.ADMIN_HOST), config.get(CoreKeys.ADMIN_PORT)), 0);
            for (AdminPage page : pages) {
                server.createContext(page.path(), exchange -> answer(exchange, page));
            }
            server.start();
            return new AdminServer(server);
        } catch (IOException e) {
            failures.caught("admin", e);
            return new AdminServer(null);
        }
    }

    private static void answer(HttpExchange exchange, AdminPage page) throws IOException {
        try (exchange) {
            AdminResponse response = page.answer().apply(new AdminRequest() {
                @Override
                public String path() {
                    return exchange.getRequestURI().getPath();
                }

                @Override
                public @Nullable String query() {
                    return exchange.getRequestURI().getRawQuery();
                }

                @Override
                public @Nullable String header(String name) {
                    return exchange.getRequestHeaders().getFirst(name);
                }
            });
            exchange.getResponseHeaders().set("Content-Type", response.contentType());
            if (response.contentEncoding() != null) {
                exchange.getResponseHeaders().set("Content-Encoding", response.contentEncoding());
            }
            exchange.sendResponseHeaders(response.status(), response.body().length == 0 ? -1 : response.body().length);
            exchange.getResponseBody().write(response.body());
        }
    }

    public Optional<InetSocketAddress> address() {
        return Optional.ofNullable(server).map(HttpServer::getAddress);
    }

    @Override
    public void close() {
        if (server != null) {
            server.stop(0);
        }
    }
}
