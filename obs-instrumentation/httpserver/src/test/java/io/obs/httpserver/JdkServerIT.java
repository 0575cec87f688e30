package io.obs.httpserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.BasicAuthenticator;
import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.obs.testkit.LogLine;
import io.obs.testkit.TestTelemetry;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is special about the JDK's server. */
class JdkServerIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final byte[] HELLO = "hello".getBytes(StandardCharsets.UTF_8);

    private final TestTelemetry telemetry = TestTelemetry.start();
    private final HttpServerObservability observability = HttpServerObservability.create(telemetry.obs());
    private final HttpClient client = HttpClient.newHttpClient();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;

    @BeforeEach
    void bind() throws IOException {
        server = observability.wrap(bare());
        server.setExecutor(threads);
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
        telemetry.close();
    }

    private static HttpServer bare() throws IOException {
        return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private HttpResponse<String> send(String method, String path, String... headers) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(uri(path)).timeout(PATIENCE).method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private void counted(String endpoint, String method, int status) {
        telemetry.eventually(() -> assertThat(telemetry
                        .scrape()
                        .value(
                                "http_requests_total",
                                "endpoint",
                                endpoint,
                                "method",
                                method,
                                "status",
                                String.valueOf(status)))
                .hasValue(1));
        telemetry.eventually(() -> assertThat(telemetry.lines("obs.access")).hasSize(1));
    }

    private static void hello(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, HELLO.length);
        exchange.getResponseBody().write(HELLO);
        exchange.close();
    }

    @Test
    void contextWithoutARoute_isARouteItself() throws Exception {
        server.createContext("/hello", JdkServerIT::hello);
        assertThat(telemetry.scrape().value("http_requests_total", "endpoint", "/hello", "status", "200"))
                .hasValue(0);
        server.start();
        assertThat(send("GET", "/hello").body()).isEqualTo("hello");
        counted("/hello", "GET", 200);
    }

    @Test
    void pathBelowAContext_isUnmatched() throws Exception {
        server.createContext("/hello", JdkServerIT::hello);
        server.start();
        assertThat(send("GET", "/hello/7").body()).isEqualTo("hello");
        counted("UNMATCHED", "GET", 200);
    }

    @Test
    void pathWithoutAContext_isAnsweredAsTheJdkDoes() throws Exception {
        HttpServer unobserved = bare();
        unobserved.start();
        HttpResponse<String> wanted = client.send(
                HttpRequest.newBuilder(URI.create(
                                "http://127.0.0.1:" + unobserved.getAddress().getPort() + "/x"))
                        .build(),
                BodyHandlers.ofString());
        unobserved.stop(0);
        server.createContext("/hello", JdkServerIT::hello);
        server.start();
        HttpResponse<String> got = send("GET", "/x");
        assertThat(got.statusCode()).isEqualTo(wanted.statusCode());
        assertThat(got.body()).isEqualTo(wanted.body());
        assertThat(got.headers().firstValue("content-type"))
                .isEqualTo(wanted.headers().firstValue("content-type"));
        counted("UNMATCHED", "GET", 404);
    }

    @Test
    void rootContext_canComeAndGoAfterTheStart() throws Exception {
        server.start();
        assertThat(send("GET", "/").statusCode()).isEqualTo(404);
        HttpContext root = server.createContext("/", JdkServerIT::hello);
        assertThat(root.getServer()).isSameAs(server);
        assertThat(send("GET", "/").statusCode()).isEqualTo(200);
        server.removeContext(root);
        assertThat(send("GET", "/").statusCode()).isEqualTo(404);
        assertThatThrownBy(() -> server.removeContext("/")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void responsesWithoutABody_endWithTheirHead() throws Exception {
        observability.route("GET", "/empty/{status}").route("HEAD", "/empty/{status}");
        server.createContext("/empty/", exchange -> {
            int status = Integer.parseInt(exchange.getRequestURI().getPath().substring(7));
            exchange.sendResponseHeaders(status, -1); // and nobody closes it
        });
        server.start();
        for (int status : new int[] {200, 204, 304}) {
            assertThat(send("GET", "/empty/" + status).statusCode()).isEqualTo(status);
        }
        assertThat(send("HEAD", "/empty/200").statusCode()).isEqualTo(200);
        telemetry.eventually(() -> assertThat(telemetry.lines("obs.access"))
                .extracting(line -> line.text("method") + " " + (int) line.number("status"))
                .containsExactlyInAnyOrder("GET 200", "GET 204", "GET 304", "HEAD 200"));
    }

    @Test
    void handlerThatNeverCloses_endsWithTheLastAnnouncedByte() throws Exception {
        server.createContext("/hello", exchange -> {
            exchange.sendResponseHeaders(200, HELLO.length);
            exchange.getResponseBody().write(HELLO);
            exchange.getResponseBody().flush(); // newer JDKs keep it back
        });
        server.start();
        assertThat(send("GET", "/hello").body()).isEqualTo("hello");
        counted("/hello", "GET", 200);
    }

    @Test
    void exchangeClosedWithoutAnAnswer_isA500() throws Exception {
        server.createContext("/hello", HttpExchange::close);
        server.start();
        assertThatThrownBy(() -> raw("GET /hello HTTP/1.0\r\n\r\n").isEmpty())
                .isInstanceOfAny(IOException.class, AssertionError.class);
        counted("/hello", "GET", 500);
    }

    @Test
    void exchangeHandedOver_endsWhenTheOtherThreadClosesIt() throws Exception {
        CompletableFuture<HttpExchange> handedOver = new CompletableFuture<>();
        CountDownLatch returned = new CountDownLatch(1);
        server.createContext("/later", handedOver::complete).getFilters().add(new Filter() {
            @Override
            public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
                chain.doFilter(exchange);
                returned.countDown();
            }

            @Override
            public String description() {
                return "sees the handler return";
            }
        });
        server.start();
        CompletableFuture<HttpResponse<String>> answer =
                client.sendAsync(HttpRequest.newBuilder(uri("/later")).build(), BodyHandlers.ofString());
        HttpExchange exchange = handedOver.get();
        returned.await();
        assertThat(telemetry.lines("obs.access")).isEmpty();
        exchange.sendResponseHeaders(200, 0);
        try (OutputStream body = exchange.getResponseBody()) {
            body.write(HELLO);
        }
        assertThat(answer.get().body()).isEqualTo("hello");
        counted("/later", "GET", 200);
    }

    @Test
    void uploadThatBreaksOff_isAborted() throws Exception {
        server.createContext("/upload", exchange -> {
            exchange.getRequestBody().readAllBytes();
            hello(exchange);
        });
        server.start();
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), server.getAddress().getPort())) {
            socket.getOutputStream()
                    .write("POST /upload HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\nsome"
                            .getBytes(StandardCharsets.US_ASCII));
        }
        counted("/upload", "POST", 499);
    }

    @Test
    void exception_goesOnUnchanged() throws Exception {
        IllegalStateException thrown = new IllegalStateException("mine");
        AtomicReference<Throwable> seen = new AtomicReference<>();
        HttpHandler handler = observability.handler(exchange -> {
            throw thrown;
        });
        HttpServer plain = bare();
        plain.createContext("/throws", exchange -> {
            try {
                handler.handle(exchange);
            } catch (RuntimeException e) {
                seen.set(e);
                hello(exchange);
            }
        });
        plain.start();
        try {
            assertThat(client.send(
                                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:"
                                                    + plain.getAddress().getPort() + "/throws"))
                                            .build(),
                                    BodyHandlers.ofString())
                            .body())
                    .isEqualTo("hello");
        } finally {
            plain.stop(0);
        }
        assertThat(seen.get()).isSameAs(thrown);
        assertThat(thrown.getSuppressed()).isEmpty();
        counted("/throws", "GET", 500);
    }

    @Test
    void filtersAndAuthenticator_workAsEver() throws Exception {
        HttpContext context = server.createContext("/secret", exchange -> {
            byte[] who = (exchange.getPrincipal().getUsername() + " "
                            + exchange.getHttpContext().getPath() + " "
                            + exchange.getResponseHeaders().getFirst("X-Filtered"))
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, who.length);
            exchange.getResponseBody().write(who);
            exchange.close();
        });
        context.setAuthenticator(new BasicAuthenticator("realm") {
            @Override
            public boolean checkCredentials(String user, String password) {
                return user.equals("ada") && password.equals("pw");
            }
        });
        context.getFilters()
                .add(Filter.beforeHandler(
                        "marks", exchange -> exchange.getResponseHeaders().set("X-Filtered", "yes")));
        server.start();
        HttpResponse<String> refused = send("GET", "/secret");
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.headers().firstValue("WWW-Authenticate"))
                .hasValueSatisfying(challenge -> assertThat(challenge).contains("realm"));
        counted("/secret", "GET", 401);
        String credentials = Base64.getEncoder().encodeToString("ada:pw".getBytes(StandardCharsets.UTF_8));
        assertThat(send("GET", "/secret", "Authorization", "Basic " + credentials)
                        .body())
                .isEqualTo("ada /secret yes");
        assertThat(telemetry.lines("obs.access"))
                .extracting(LogLine::json)
                .noneMatch(json -> json.contains(credentials));
    }

    @Test
    void filterThatReplacesTheStreams_isHonoured() throws Exception {
        HttpContext context = server.createContext("/hello", JdkServerIT::hello);
        context.getFilters().add(new Filter() {
            @Override
            public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
                exchange.setStreams(null, new UpperCase(exchange.getResponseBody()));
                chain.doFilter(exchange);
            }

            @Override
            public String description() {
                return "upper case";
            }
        });
        server.start();
        assertThat(send("GET", "/hello").body()).isEqualTo("HELLO");
        counted("/hello", "GET", 200);
    }

    private static final class UpperCase extends OutputStream {
        private final OutputStream out;

        UpperCase(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int b) throws IOException {
            out.write(Character.toUpperCase(b));
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }

    @Test
    void contextWithoutAHandler_isAnsweredByTheJdk() throws Exception {
        HttpContext context = server.createContext("/none");
        server.start();
        assertThat(send("GET", "/none").statusCode()).isEqualTo(500);
        context.setHandler(JdkServerIT::hello);
        assertThat(send("GET", "/none").statusCode()).isEqualTo(200);
        assertThatThrownBy(() -> context.setHandler(JdkServerIT::hello)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void handlerWrappedTwice_isOneRequest() throws Exception {
        server.createContext("/hello", observability.handler(JdkServerIT::hello));
        server.start();
        send("GET", "/hello");
        counted("/hello", "GET", 200);
        assertThat(telemetry.lines("obs.access")).hasSize(1);
    }

    @Test
    void methodsOfADeclaredRoute_areItsOwn() throws Exception {
        observability.route("GET", "/api/{id}").route("GET", "/api/latest");
        server.createContext("/api/", JdkServerIT::hello);
        server.start();
        send("DELETE", "/api/7");
        counted("/api/{id}", "DELETE", 200);
        send("GET", "/api/latest");
        telemetry.eventually(() -> assertThat(telemetry.lines("obs.access"))
                .extracting(line -> line.text("endpoint"))
                .isEqualTo(List.of("/api/{id}", "/api/latest")));
    }

    private String raw(String request) throws IOException {
        try (Socket socket =
                new Socket(InetAddress.getLoopbackAddress(), server.getAddress().getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            byte[] answer = socket.getInputStream().readAllBytes();
            assertThat(answer).isNotEmpty();
            return new String(answer, StandardCharsets.US_ASCII);
        }
    }
}
