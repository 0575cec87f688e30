package io.obs.ops.prometheus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What servers answer that are not well, and what is then said. */
class PrometheusClientIT {

    private static final Instant NOON = Instant.parse("2025-04-01T12:00:00Z");
    private static final String ONE = """
            {"status":"success","data":{"resultType":"matrix","result":[
              {"metric":{"__name__":"up","job":"a"},"values":[[1743508800,"1"],[1743508860.5,"+Inf"]]}]},
             "warnings":["a store did not answer"]}""";

    private final Deque<Reply> replies = new ArrayDeque<>();
    private final List<String> requests = new ArrayList<>();
    private HttpServer server;

    private record Reply(int status, String body) {}

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String form = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + form + " "
                    + exchange.getRequestHeaders().getFirst("Authorization") + " "
                    + exchange.getRequestHeaders().getFirst("X-Scope-OrgID"));
            Reply reply = replies.size() > 1 ? replies.poll() : replies.element();
            byte[] body = reply.body().getBytes(UTF_8);
            exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Test
    void answer_isReadWithItsWarnings() {
        replies.add(new Reply(200, ONE));
        PrometheusClient client = client();
        List<Series> series = client.query("up[5m]", NOON);
        assertThat(series).hasSize(1);
        assertThat(series.get(0).labels()).isEqualTo(Map.of("__name__", "up", "job", "a"));
        assertThat(series.get(0).times()).containsExactly(1743508800000L, 1743508860500L);
        assertThat(series.get(0).values()).containsExactly(1.0, Double.POSITIVE_INFINITY);
        assertThat(client.warnings()).containsExactly("a store did not answer");
        assertThat(requests)
                .containsExactly("POST /prefix/api/v1/query query=up%5B5m%5D&time=1743508800 Bearer secret captions");
    }

    @Test
    void server_thatOnlyLetsGet_isAskedByGet() {
        replies.add(new Reply(405, ""));
        replies.add(new Reply(200, ONE));
        assertThat(client().query("up", NOON)).hasSize(1);
        assertThat(requests).hasSize(2).last().asString().startsWith("GET /prefix/api/v1/query?");
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 502, 503, 504})
    void server_thatIsOverloaded_isAskedAgain(int status) {
        replies.add(new Reply(status, "<html>"));
        replies.add(new Reply(status, "<html>"));
        replies.add(new Reply(200, ONE));
        assertThat(client().query("up", NOON)).hasSize(1);
        assertThat(requests).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            401 | Unauthorized | refuses access (401): give a token or a user and password, and the tenant where there are several
            403 | no org id    | refuses access (403)
            404 | <html>       | has no Prometheus HTTP API (404): is a path prefix missing or wrong?
            200 | <html>       | answered 200 with something that is no JSON: is it a Prometheus server?
            200 | {"a":1}      | answered up, but it has no status
            200 | []           | answered up, but it is not an answer of the Prometheus HTTP API
            200 | {"status":"success","data":{"result":[{"metric | answered 200 with something that is no JSON
            503 | <html>       | answered 503 with something that is no JSON
            400 | {"status":"error","errorType":"bad_data","error":"1:3: parse error"} | refused the query up (400): 1:3: parse error
            """)
    void server_thatIsNotWell_isToldInOneSentence(int status, String body, String told) {
        replies.add(new Reply(status, body));
        assertThatThrownBy(() -> client().query("up", NOON))
                .isInstanceOf(PrometheusException.class)
                .hasMessageStartingWith(
                        "http://localhost:" + server.getAddress().getPort() + "/prefix ")
                .hasMessageContaining(told)
                .hasMessageNotContaining("secret");
    }

    @Test
    void server_thatIsNotThere_isToldSo() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        PrometheusClient client =
                PrometheusClient.of(PrometheusServer.at("http://localhost:" + port), Duration.ofMillis(1));
        assertThatThrownBy(() -> client.query("up", NOON))
                .hasMessage("http://localhost:" + port + " can't be reached: nothing listens there");
    }

    /** The limit of samples of a query is the server's, and not known: the span is halved until it is let through. */
    @Test
    void span_thatIsTooMuch_isReadInPieces() {
        replies.add(new Reply(
                422,
                "{\"status\":\"error\",\"errorType\":\"execution\",\"error\":\"query processing would load too many samples into"
                        + " memory in query execution\"}"));
        replies.add(new Reply(200, ONE));
        List<Series> series =
                new RawSamples(client(), Progress.NONE).read("up", NOON.minusSeconds(3600), NOON.plusSeconds(3600));
        assertThat(requests)
                .extracting(request -> request.replaceAll(".*query=(\\S+) .*", "$1"))
                .containsExactly(
                        "up%5B7201s%5D&time=1743512400",
                        "up%5B3601s%5D&time=1743508800", "up%5B3601s%5D&time=1743512400");
        assertThat(series).hasSize(1);
        assertThat(series.get(0).times()).containsExactly(1743508800000L, 1743508860500L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"localhost:9090", "ftp://localhost", "http://", "nonsense", "http://a b", "http://me:pw@host"})
    void url_thatIsNone_isRefused(String url) {
        assertThatThrownBy(() -> PrometheusServer.at(url))
                .hasMessage("\"" + url + "\" is not the URL of a Prometheus server, such as http://localhost:9090");
    }

    private PrometheusClient client() {
        return PrometheusClient.of(
                PrometheusServer.at("http://localhost:" + server.getAddress().getPort() + "/prefix/")
                        .withBearerToken("secret")
                        .withHeader("X-Scope-OrgID", "captions"),
                Duration.ofMillis(1));
    }
}
