package io.obs.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.obs.Observability;
import io.obs.config.InvalidConfigurationException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** What the probe leaves on the scrape, the page and the log, of servers that answer well, wrongly, late or not at all. */
class SyntheticProbeTest {

    private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

    private final FixedClock clock = new FixedClock();
    private final Logger logger = (Logger) LoggerFactory.getLogger("obs");
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final ExecutorService serving = Executors.newCachedThreadPool();
    private final Set<InetSocketAddress> callers = ConcurrentHashMap.newKeySet();
    private final AtomicInteger asked = new AtomicInteger();

    @TempDir
    Path directory;

    @BeforeEach
    void listen() {
        lines.start();
        logger.setLevel(Level.INFO);
        logger.addAppender(lines);
    }

    @AfterEach
    void stop() {
        logger.detachAppender(lines);
        logger.setLevel(null);
        serving.shutdownNow();
    }

    private HttpServer serve(HttpServer server, HttpHandler handler) throws IOException {
        server.bind(new InetSocketAddress(LOOPBACK, 0), 0);
        server.setExecutor(serving);
        server.createContext("/", exchange -> {
            callers.add(exchange.getRemoteAddress());
            asked.incrementAndGet();
            handler.handle(exchange);
        });
        server.start();
        return server;
    }

    private HttpServer serve(HttpHandler handler) throws IOException {
        return serve(HttpServer.create(), handler);
    }

    private static void answer(HttpExchange exchange, int status) throws IOException {
        byte[] body = "{\"status\":\"HEALTHY\"}".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private Observability.Builder probing(String url) {
        return Scraping.quiet().clock(clock).set("obs.probe.url", url);
    }

    private static String url(HttpServer server) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/health";
    }

    /** Lets a minute pass and waits until the next result is there. */
    private String next(Observability obs) {
        String before = counted(Scraping.text(obs));
        clock.advance(Duration.ofMinutes(1));
        await().atMost(Duration.ofMinutes(1))
                .until(() -> !counted(Scraping.text(obs)).equals(before));
        return Scraping.text(obs);
    }

    private static String counted(String scrape) {
        return Scraping.value(scrape, "obs_probe_duration_seconds_count{service=\"shop\"}");
    }

    private List<String> told() {
        return List.copyOf(lines.list).stream()
                .map(line -> line.getLevel() + " " + line.getFormattedMessage())
                .filter(line -> line.contains("obs: the probe of"))
                .toList();
    }

    private static String page(Observability obs) {
        return Scraping.page(obs, "/obs?format=json", Map.of());
    }

    @Test
    void service_thatAnswers_isASuccessEachMinute_overAConnectionOfItsOwn() throws IOException {
        HttpServer server = serve(exchange -> answer(exchange, 200));
        try (Observability obs = probing(url(server)).build()) {
            assertThat(Scraping.family(Scraping.text(obs), "probe_success"))
                    .as("not asked yet")
                    .doesNotContain("probe_success{");
            assertThat(page(obs)).contains("\"result\":\"not asked yet\"");

            assertThat(Scraping.family(next(obs), "probe_success"))
                    .isEqualTo(
                            "# HELP probe_success Whether the service that is asked each minute last answered as expected: 1,"
                                    + " or not: 0.\n# TYPE probe_success gauge\nprobe_success{service=\"shop\"} 1.0\n");
            next(obs);
            assertThat(counted(next(obs))).isEqualTo("3");
            assertThat(asked).hasValue(3);
            assertThat(callers).hasSize(3);
            assertThat(told()).isEmpty();
            assertThat(page(obs))
                    .contains("\"probe\":{\"interval_seconds\":60,\"services\":[{\"service\":\"shop\",\"url\":\""
                            + url(server))
                    .contains("\"result\":\"success\",\"reason\":\"\"", "\"same_results\":3");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void outage_isANumber_andOneLineAtItsBeginningAndItsEnd() throws IOException {
        AtomicInteger status = new AtomicInteger(200);
        HttpServer server = serve(exchange -> answer(exchange, status.get()));
        try (Observability obs = probing(url(server) + "?key=s3cret").build()) {
            next(obs);
            status.set(503);
            assertThat(Scraping.value(next(obs), "probe_success{service=\"shop\"}"))
                    .isEqualTo("0.0");
            next(obs);
            next(obs);
            assertThat(page(obs)).contains("\"reason\":\"answered 503 instead of 200\"");
            assertThat(Scraping.page(obs, "/obs", Map.of("Accept", "text/html")))
                    .contains("<h2>probe</h2>", "answered 503 instead of 200");
            status.set(200);
            assertThat(Scraping.value(next(obs), "probe_success{service=\"shop\"}"))
                    .isEqualTo("1.0");
            next(obs);

            assertThat(told())
                    .containsExactly(
                            "WARN obs: the probe of shop fails, " + url(server) + ": answered 503 instead of 200",
                            "INFO obs: the probe of shop succeeds again, " + url(server) + ", after 180 s");
            assertThat(page(obs)).doesNotContain("s3cret");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void redirect_isAFailure_thatIsNotFollowed() throws IOException {
        HttpServer server = serve(exchange -> {
            exchange.getResponseHeaders().add("Location", "/login?from=x");
            answer(exchange, exchange.getRequestURI().getPath().equals("/login") ? 200 : 302);
        });
        try (Observability obs = probing(url(server)).build()) {
            assertFails(obs, "answered 302 to /login, which is not followed, instead of 200");
            assertThat(asked).hasValue(1);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void status_thatIsExpected_isTheOnlyOneThatCounts() throws IOException {
        HttpServer server = serve(exchange -> answer(exchange, 401));
        try (Observability obs =
                probing(url(server)).set("obs.probe.status", "401").build()) {
            assertThat(Scraping.value(next(obs), "probe_success{service=\"shop\"}"))
                    .isEqualTo("1.0");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void address_whereNobodyListens_isAFailure() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, LOOPBACK)) {
            port = free.getLocalPort();
        }
        try (Observability obs = probing("http://127.0.0.1:" + port + "/health").build()) {
            assertFails(obs, "no connection: ");
        }
    }

    @Test
    void name_thatNobodyKnows_isAFailure() {
        try (Observability obs = probing("http://nobody.invalid/health").build()) {
            assertFails(obs, "the host's name is not known");
        }
    }

    @Test
    void server_thatHangs_isGivenUpAfterTheTimeout_andHoldsUpNoOther() throws IOException {
        HttpServer well = serve(exchange -> answer(exchange, 200));
        try (ServerSocket hangs = new ServerSocket(0, 10, LOOPBACK);
                Observability obs = probing("http://127.0.0.1:" + hangs.getLocalPort() + "/health")
                        .set("obs.probe.timeout", "300ms")
                        .set("obs.probe.targets", "stock=" + url(well))
                        .build()) {
            assertFails(obs, "no answer within 300 ms");
            assertThat(Scraping.value(Scraping.text(obs), "probe_success{service=\"stock\"}"))
                    .isEqualTo("1.0");
        } finally {
            well.stop(0);
        }
    }

    @Test
    void answer_thatDrips_isGivenUpAfterTheTimeout() throws IOException {
        HttpServer server = serve(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('.');
            exchange.getResponseBody().flush(); // and no end
        });
        try (Observability obs =
                probing(url(server)).set("obs.probe.timeout", "300ms").build()) {
            assertFails(obs, "no answer within 300 ms");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void connection_thatBreaks_isAFailure() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 10, LOOPBACK)) {
            serving.execute(() -> hangUp(server));
            try (Observability obs = probing("http://127.0.0.1:" + server.getLocalPort() + "/health")
                    .build()) {
                assertFails(obs, "no answer: ");
            }
        }
    }

    private static void hangUp(ServerSocket server) {
        while (!server.isClosed()) {
            try (Socket caller = server.accept()) {
                caller.getInputStream().read();
            } catch (IOException e) {
                // the caller has gone, or the test is over
            }
        }
    }

    @Test
    void certificate_thatNobodySigned_isAFailure() throws Exception {
        HttpsServer server = HttpsServer.create();
        server.setHttpsConfigurator(new HttpsConfigurator(selfSigned()));
        serve(server, exchange -> answer(exchange, 200));
        try (Observability obs = probing(url(server).replace("http:", "https:")).build()) {
            assertFails(obs, "no trusted TLS connection: ");
            assertThat(asked).hasValue(0);
        } finally {
            server.stop(0);
        }
    }

    private SSLContext selfSigned() throws Exception {
        Path store = directory.resolve("server.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=127.0.0.1",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-keystore",
                        store.toString(),
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "changeit",
                        "-alias",
                        "a")
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("keytool.txt").toFile())
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, "changeit".toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, "changeit".toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private void assertFails(Observability obs, String reason) {
        assertThat(Scraping.value(next(obs), "probe_success{service=\"shop\"}")).isEqualTo("0.0");
        assertThat(page(obs)).contains("\"result\":\"failure\",\"reason\":\"" + reason);
        assertThat(told()).singleElement().asString().startsWith("WARN").contains(": " + reason);
    }

    @Test
    void healthOfAnotherService_leavesNothingThere_andIsDownWhenThatIsGone() {
        Observability stock = Observability.builder()
                .withoutDiscovery()
                .service("stock")
                .set("obs.admin.port", "0")
                .install(new MetricsRoom())
                .build();
        String health = "http://127.0.0.1:" + stock.adminAddress().orElseThrow().getPort() + "/health";
        try (Observability shop = Scraping.quiet()
                .clock(clock)
                .set("obs.probe.targets", "stock=" + health)
                .build()) {
            String series = "probe_success{service=\"stock\"}";
            ask(shop, series, "1.0");
            assertThat(Scraping.text(stock)).doesNotContain("/health", "probe_success");
            stock.close();
            ask(shop, series, "0.0");
            assertThat(Scraping.text(shop)).doesNotContain("probe_success{service=\"shop\"}");
        } finally {
            stock.close();
        }
    }

    private void ask(Observability obs, String series, String result) {
        clock.advance(Duration.ofMinutes(1));
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() ->
                        assertThat(Scraping.value(Scraping.text(obs), series)).isEqualTo(result));
    }

    @Test
    void withoutSettings_thereIsNoProbe() {
        try (Observability obs = Scraping.quiet().build()) {
            assertThat(Scraping.text(obs)).doesNotContain("probe");
            assertThat(page(obs)).doesNotContain("\"probe\"");
        }
    }

    @Test
    void path_thatIsNoProbesPath_isSaidAtTheStart() {
        try (Observability obs = probing("http://127.0.0.1:1/ping").build()) {
            assertThat(page(obs)).contains("obs.probe.url asks for /ping, which is not in obs.http.probes");
        }
    }

    @Test
    void close_endsAQuestionThatHangs_andTheAsking() throws IOException {
        HttpServer server = serve(exchange -> exchange.getRequestURI()); // no answer
        try {
            Observability obs =
                    probing(url(server)).set("obs.probe.timeout", "50s").build();
            clock.advance(Duration.ofMinutes(1));
            await().atMost(Duration.ofMinutes(1)).until(() -> asked.get() == 1);
            obs.close();
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> Thread.getAllStackTraces().keySet().stream()
                            .noneMatch(thread -> thread.getName().equals("obs-probe")));
            assertThat(told()).isEmpty();
        } finally {
            server.stop(0);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "obs.probe.url | ftp://x/health | an http or https URL with a host",
                "obs.probe.url | http://user:word@x/health | without user, password",
                "obs.probe.targets | stock | service=URL pairs separated by commas",
                "obs.probe.targets | a=http://a/,a=http://b/ | service=URL pairs separated by commas",
                "obs.probe.targets | shop=http://a/ | services other than this one, shop",
                "obs.probe.interval | 10m | a time from 1s to 5m",
                "obs.probe.timeout | 1m | less than obs.probe.interval",
                "obs.probe.status | 99 | a whole number from 200 to 599"
            })
    void wrongSetting_stopsInit(String key, String value, String allowed) {
        Observability.Builder builder = probing("http://127.0.0.1:1/health").set(key, value);

        assertThatThrownBy(builder::build)
                .isInstanceOf(InvalidConfigurationException.class)
                .hasMessageContaining(key)
                .hasMessageContaining(value)
                .hasMessageContaining(allowed);
    }

    @Test
    void interval_shorterThanTheUsualTimeout_halvesIt() throws IOException {
        try (ServerSocket hangs = new ServerSocket(0, 10, LOOPBACK);
                Observability obs = probing("http://127.0.0.1:" + hangs.getLocalPort() + "/health")
                        .set("obs.probe.interval", "1s")
                        .build()) {
            assertFails(obs, "no answer within 500 ms");
        }
    }
}
