package io.obs.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.obs.testkit.TestTelemetry;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.Invocation;
import jakarta.ws.rs.client.InvocationCallback;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** The other ways in which the standard's client sends. */
interface ClientFormsContract {

    Client plain();

    /** Answers 404 to {@code /lost}, 200 to all else, and remembers the traces it was asked in. */
    private static HttpServer server(List<String> traceparents) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            traceparents.add(String.valueOf(exchange.getRequestHeaders().getFirst("traceparent")));
            int status = exchange.getRequestURI().getPath().equals("/lost") ? 404 : 200;
            exchange.getResponseHeaders().set("Content-Type", "text/plain");
            exchange.sendResponseHeaders(status, 2);
            exchange.getResponseBody().write(new byte[] {'o', 'k'});
            exchange.close();
        });
        server.start();
        return server;
    }

    private static String at(HttpServer server, String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private static void spans(TestTelemetry telemetry, List<String> traceparents, int count, long status) {
        telemetry.eventually(() -> assertThat(telemetry.spans()).hasSize(count).allSatisfy(span -> {
            assertThat(span.kind()).isEqualTo("CLIENT");
            assertThat(span.attributes()).containsEntry("http.response.status_code", status);
            assertThat(traceparents)
                    .anySatisfy(parent -> assertThat(parent).contains(span.traceId() + "-" + span.spanId()));
        }));
        assertThat(traceparents).hasSize(count).doesNotHaveDuplicates();
    }

    @Test
    default void invocation_isObservedEachTime() throws Exception {
        List<String> asked = new CopyOnWriteArrayList<>();
        HttpServer server = server(asked);
        try (TestTelemetry telemetry = TestTelemetry.start()) {
            Client client = JaxrsObservability.create(telemetry.obs()).wrap(plain());
            Invocation invocation =
                    client.target(at(server, "/")).path("built").request().buildGet();
            assertThat(invocation.invoke(String.class)).isEqualTo("ok");
            assertThat(invocation.submit(String.class).get()).isEqualTo("ok");
            spans(telemetry, asked, 2, 200);
            client.close();
        } finally {
            server.stop(0);
        }
    }

    @Test
    default void asynchronousInvoker_isObserved() throws Exception {
        List<String> asked = new CopyOnWriteArrayList<>();
        HttpServer server = server(asked);
        try (TestTelemetry telemetry = TestTelemetry.start()) {
            Client client = JaxrsObservability.create(telemetry.obs()).wrap(plain());
            assertThat(client.target(at(server, "/a"))
                            .request()
                            .async()
                            .get(String.class)
                            .get())
                    .isEqualTo("ok");
            CompletableFuture<Integer> called = new CompletableFuture<>();
            Future<Response> sent = client.target(at(server, "/b"))
                    .request()
                    .async()
                    .get(new InvocationCallback<>() {
                        @Override
                        public void completed(Response response) {
                            called.complete(response.getStatus());
                        }

                        @Override
                        public void failed(Throwable error) {
                            called.completeExceptionally(error);
                        }
                    });
            assertThat(called.get()).isEqualTo(200);
            assertThat(sent.get().getStatus()).isEqualTo(200);
            spans(telemetry, asked, 2, 200);
            client.close();
        } finally {
            server.stop(0);
        }
    }

    @Test
    default void statusThatIsThrown_isTheSpansStatus() throws Exception {
        List<String> asked = new CopyOnWriteArrayList<>();
        HttpServer server = server(asked);
        try (TestTelemetry telemetry = TestTelemetry.start()) {
            Client client = JaxrsObservability.create(telemetry.obs()).wrap(plain());
            assertThatThrownBy(
                            () -> client.target(at(server, "/lost")).request().get(String.class))
                    .isInstanceOf(NotFoundException.class);
            spans(telemetry, asked, 1, 404);
            client.close();
        } finally {
            server.stop(0);
        }
    }

    @Test
    default void builderThatIsUsedTwice_givesEachRequestItsOwnSpan() throws Exception {
        List<String> asked = new CopyOnWriteArrayList<>();
        HttpServer server = server(asked);
        try (TestTelemetry telemetry = TestTelemetry.start()) {
            Client client = JaxrsObservability.create(telemetry.obs()).wrap(plain());
            Invocation.Builder request = client.target(at(server, "/")).request();
            request.get(String.class);
            request.get(String.class);
            spans(telemetry, asked, 2, 200);
            client.close();
        } finally {
            server.stop(0);
        }
    }
}
