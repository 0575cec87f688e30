package io.obs.httpserver;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.obs.Observability;
import io.obs.testkit.http.ContractApp;
import io.obs.testkit.http.ContractCall;
import io.obs.testkit.http.ContractRoute;
import io.obs.testkit.http.HttpServerKit;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/** The contract's application on the JDK's server. */
final class JdkServers {

    private JdkServers() {}

    static HttpServerKit.Running serve(ContractApp app, @Nullable Observability obs, ExecutorService threads)
            throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        if (obs != null) {
            HttpServerObservability observability = HttpServerObservability.create(obs);
            for (ContractRoute route : app.routes()) {
                observability.route(
                        route.method(),
                        route.template(),
                        route.statuses().stream().mapToInt(Integer::intValue).toArray());
            }
            server = observability.wrap(server);
        }
        server.setExecutor(threads);
        for (ContractRoute route : app.routes()) {
            server.createContext(
                    route.template().contains("{") ? route.prefix() + "/" : route.prefix(),
                    exchange -> handle(route, exchange));
        }
        server.start();
        return running(server, threads);
    }

    private static HttpServerKit.Running running(HttpServer server, ExecutorService threads) {
        return new HttpServerKit.Running() {
            @Override
            public URI uri() {
                return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
            }

            @Override
            public void close() {
                server.stop(0);
                threads.shutdownNow();
            }
        };
    }

    private static void handle(ContractRoute route, HttpExchange exchange) throws IOException {
        try {
            route.handler().handle(new Call(exchange));
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private record Call(HttpExchange exchange) implements ContractCall {

        @Override
        public String lastSegment() {
            String path = exchange.getRequestURI().getPath();
            return path.substring(path.lastIndexOf('/') + 1);
        }

        @Override
        public void answer(int status, String body) throws IOException {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            try (exchange) {
                exchange.sendResponseHeaders(status, bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        }

        @Override
        public OutputStream stream(int status) throws IOException {
            exchange.sendResponseHeaders(status, 0);
            return exchange.getResponseBody();
        }

        @Override
        public void later(Executor executor, Task task) {
            executor.execute(() -> {
                try {
                    task.run();
                } catch (IOException e) {
                    exchange.close();
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
