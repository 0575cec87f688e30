package io.obs.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.obs.Lines;
import io.obs.config.ConfigSources;
import io.obs.config.CoreKeys;
import io.obs.config.ObservabilityConfig;
import io.obs.control.Controls;
import io.obs.health.Health;
import io.obs.health.HealthCheck;
import io.obs.health.HealthResult;
import io.obs.health.HealthStatus;
import io.obs.pipeline.Clock;
import io.obs.pipeline.Failures;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AdminServerTest {

    private final Failures failures = new Failures(Clock.system());
    private final Health health = Health.create(Clock.system(), failures, Duration.ofSeconds(1), Duration.ZERO);
    private final HttpClient client = HttpClient.newHttpClient();
    private AdminServer admin = start(Map.of());

    private AdminServer start(Map<String, String> settings) {
        Map<String, String> code = new HashMap<>(Map.of("obs.admin.port", "0"));
        code.putAll(settings);
        List<String> problems = new ArrayList<>();
        ObservabilityConfig config = ObservabilityConfig.read(ConfigSources.of(code, Map.of()), CoreKeys.ALL, problems);
        assertThat(problems).isEmpty();
        List<AdminPage> pages = List.of(
                new AdminPage("/metrics", false, request -> AdminResponse.text(200, "query " + request.query())),
                new AdminPage("/throws", false, request -> {
                    throw new IllegalStateException("password=hunter2");
                }),
                new AdminPage("/empty", false, request -> AdminResponse.text(200, "")));
        Controls controls = Controls.create(config, Clock.system(), failures);
        return AdminServer.start(
                config,
                health,
                failures,
                pages,
                controls,
                () -> Map.of("service", "<captions>", "rooms", List.of("a\"b")));
    }

    @AfterEach
    void close() {
        admin.close();
        health.close();
    }

    private InetSocketAddress address() {
        return admin.address().orElseThrow();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + address().getPort() + path));
    }

    private HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = request(path);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void address_byDefault_isLoopback() {
        assertThat(address().getAddress().isLoopbackAddress()).isTrue();
    }

    @Test
    void health_withoutChecks_isHealthy() throws Exception {
        HttpResponse<String> answer = get("/health");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
        assertThat(answer.body()).isEqualTo("{\"status\":\"HEALTHY\",\"checks\":{}}\n");
    }

    @Test
    void health_ofFailedReadiness_is503ForAllButLiveness() throws Exception {
        health.register("db", HealthCheck.Kind.READINESS, () -> HealthResult.down("no \"connection\""));
        health.register("heap", HealthCheck.Kind.LIVENESS, () -> HealthResult.degraded("tight"));

        assertThat(get("/health").statusCode()).isEqualTo(503);
        assertThat(get("/health/ready").statusCode()).isEqualTo(503);
        assertThat(get("/health/ready").body())
                .isEqualTo("{\"status\":\"DOWN\",\"checks\":{\"db\":{\"status\":\"DOWN\",\"kind\":\"readiness\","
                        + "\"detail\":\"no \\\"connection\\\"\"}}}\n");
        assertThat(get("/health/live").statusCode()).isEqualTo(200);
        assertThat(get("/health/live").body()).startsWith("{\"status\":\"DEGRADED\"");
    }

    @Test
    void health_ofThrowingCheck_tellsNeitherMessageNorStackTrace() throws Exception {
        health.register("db", HealthCheck.Kind.READINESS, () -> {
            throw new IOException("jdbc:x?password=hunter2");
        });

        assertThat(get("/health").body()).contains("\"detail\":\"IOException\"").doesNotContain("hunter2", "at io.obs");
    }

    @Test
    void index_listsAllPages() throws Exception {
        assertThat(get("/").body())
                .contains("href=\"/health\"", "href=\"/health/live\"", "href=\"/health/ready\"", "href=\"/metrics\"")
                .contains("href=\"/obs\"");
    }

    @Test
    void page_ofRoom_getsTheQuery() throws Exception {
        assertThat(get("/metrics?name%5B%5D=a").body()).isEqualTo("query name%5B%5D=a");
        assertThat(get("/empty").body()).isEmpty();
    }

    @Test
    void obs_isReadableUnlessJsonIsAskedFor() throws Exception {
        HttpResponse<String> page = get("/obs", "Accept", "text/html,application/json;q=0.9");
        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
        assertThat(page.body())
                .contains("&lt;captions&gt;", "a&quot;b", "HEALTHY")
                .doesNotContain("<captions>");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("default-src 'none'; style-src 'sha256-");

        for (HttpResponse<String> json : List.of(get("/obs?format=json"), get("/obs", "Accept", "application/json"))) {
            assertThat(json.headers().firstValue("Content-Type")).hasValue("application/json");
            assertThat(json.body()).contains("\"service\":\"\\u003ccaptions>\"", "\"rooms\":[\"a\\\"b\"]");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/healthx", "/health/", "/health/live/x", "/metrics/../health", "/nothing", "/%6detrics"})
    void path_thatIsNotExactlyAPage_isNotFound(String path) throws Exception {
        assertThat(get(path).statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"})
    void method_thatChanges_isNotAllowed(String method) throws Exception {
        String answer = RawClient.exchange(
                address(), method + " /health HTTP/1.1\r\nHost: evil.example\r\nContent-Length: 0\r\n\r\n");

        assertThat(answer)
                .startsWith("HTTP/1.1 405 ")
                .contains("Allow: GET, HEAD")
                .doesNotContain("evil.example");
    }

    @Test
    void head_answersLikeGet_withoutBody() throws Exception {
        String answer = RawClient.exchange(address(), "HEAD /health HTTP/1.1\r\nHost: x\r\n\r\n");

        assertThat(answer)
                .startsWith("HTTP/1.1 200 ")
                .containsIgnoringCase("Content-Length: 33")
                .endsWith("\r\n\r\n");
    }

    @Test
    void answer_carriesSecurityHeaders_andClosesTheConnection() throws Exception {
        String answer = RawClient.exchange(address(), "GET /health HTTP/1.1\r\nHost: x\r\n\r\n"); // reads to the end

        assertThat(answer.lines())
                .anyMatch("X-content-type-options: nosniff"::equalsIgnoreCase)
                .anyMatch("Cache-control: no-store"::equalsIgnoreCase)
                .anyMatch("Connection: close"::equalsIgnoreCase);
    }

    @Test
    void page_thatThrows_is500WithoutDetails_andCounted() throws Exception {
        HttpResponse<String> answer = get("/throws");

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).isEqualTo("Internal error\n");
        assertThat(failures.totals()).containsEntry("admin", 1L);
    }

    @Test
    void token_isAskedForEverywhereButHealth() throws Exception {
        admin.close();
        admin = start(Map.of("obs.admin.token", "s3cret"));

        assertThat(get("/health").statusCode()).isEqualTo(200);
        assertThat(get("/health/live").statusCode()).isEqualTo(200);
        for (String path : List.of("/", "/obs", "/metrics", "/nothing")) {
            HttpResponse<String> refused = get(path);
            assertThat(refused.statusCode()).isEqualTo(401);
            assertThat(refused.headers().firstValue("WWW-Authenticate")).hasValue("Bearer realm=\"obs\"");
            assertThat(get(path, "Authorization", "Bearer s3cre").statusCode()).isEqualTo(401);
            assertThat(get(path, "Authorization", "Basic s3cret").statusCode()).isEqualTo(401);
        }
        assertThat(get("/metrics", "Authorization", "Bearer s3cret").statusCode())
                .isEqualTo(200);
        assertThat(get("/metrics", "Authorization", "bearer s3cret").statusCode())
                .isEqualTo(200);
        assertThat(get("/obs?format=json", "Authorization", "Bearer s3cret").body())
                .doesNotContain("s3cret");
    }

    @Test
    void request_thatIsTooLarge_isRefused() throws Exception {
        assertThat(get("/metrics?" + "x".repeat(10_000)).statusCode()).isEqualTo(414);
        assertThat(get("/metrics", "X-Large", "x".repeat(40_000)).statusCode()).isEqualTo(431);
        assertThat(RawClient.exchange(
                        address(),
                        "POST /metrics HTTP/1.1\r\nHost: x\r\nContent-Length: 9999\r\n\r\n" + "x".repeat(9999)))
                .startsWith("HTTP/1.1 413 ");
        assertThat(RawClient.exchange(
                        address(),
                        "GET /metrics HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n"))
                .startsWith("HTTP/1.1 413 ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"nonsense\r\n\r\n", "GET\r\n\r\n", "GET foo:bar HTTP/1.1\r\n\r\n", "GET * HTTP/1.1\r\n\r\n"})
    void request_thatIsNoHttp_endsWithoutDetails(String request) throws Exception {
        assertThat(RawClient.exchange(address(), request)).doesNotContain("at sun.", "Exception:");
        assertThat(get("/health").statusCode()).isEqualTo(200);
    }

    @Test
    void start_onABusyPort_leavesTheServiceDegraded() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Lines lines = Lines.ofObs();
                AdminServer absent = start(Map.of("obs.admin.port", String.valueOf(taken.getLocalPort())))) {
            String where = "127.0.0.1:" + taken.getLocalPort();
            assertThat(absent.address()).isEmpty();
            assertThat(absent.absence()).contains(where);
            assertThat(lines.at("ERROR")).singleElement().asString().contains(where, "obs.admin.port");
            assertThat(get("/health").body())
                    .startsWith("{\"status\":\"DEGRADED\"")
                    .contains(where);
            assertThat(get("/health").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void start_onAHostThatDoesNotExist_leavesTheServiceDegraded() throws Exception {
        try (Lines lines = Lines.ofObs();
                AdminServer absent = start(Map.of("obs.admin.host", "not a host"))) {
            assertThat(absent.address()).isEmpty();
            assertThat(lines.at("ERROR")).singleElement().asString().contains("not a host:0: the host has no address");
            assertThat(health.status()).isEqualTo(HealthStatus.DEGRADED);
        }
    }

    @Test
    void threads_areAllDaemons() throws Exception {
        get("/health");

        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread ->
                        thread.getName().startsWith("obs-") || thread.getName().startsWith("HTTP-Disp"))
                .isNotEmpty()
                .allMatch(Thread::isDaemon);
    }

    @Test
    void close_freesThePort_andMayBeCalledTwice() throws Exception {
        int port = address().getPort();
        admin.close();
        admin.close();

        new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
    }
}
