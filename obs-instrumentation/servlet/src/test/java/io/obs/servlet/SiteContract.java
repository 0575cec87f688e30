package io.obs.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.obs.collector.ReceivedSpan;
import io.obs.context.RequestContext;
import io.obs.testkit.LogLine;
import io.obs.testkit.TestTelemetry;
import io.obs.testkit.http.HttpServerKit.Running;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.PrintWriter;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What servlets have and other servers have not: dispatches, error pages, mappings, context paths. */
interface SiteContract {

    Logger LOG = LoggerFactory.getLogger("contract.site");
    String FILE = "hello.txt";

    /** Starts a server with the site, on which there is the file {@link #FILE} as well. */
    Running serve(Site site, ServletObservability observability) throws Exception;

    private static HttpResponse<String> get(Running server, String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(server.uri().resolve(Site.ROOT + path))
                                .timeout(Duration.ofSeconds(20))
                                .build(),
                        BodyHandlers.ofString());
    }

    /** Waits for the one request that was counted, logged and traced. */
    private static LogLine one(TestTelemetry telemetry, String endpoint, int status) {
        telemetry.eventually(() -> {
            assertThat(telemetry.scrape().series("http_requests_total"))
                    .filteredOn(series -> series.value() > 0)
                    .singleElement()
                    .satisfies(series -> {
                        assertThat(series.value()).isEqualTo(1);
                        assertThat(series.labels())
                                .containsEntry("endpoint", endpoint)
                                .containsEntry("status", String.valueOf(status));
                    });
            assertThat(telemetry.lines("obs.access")).hasSize(1);
            assertThat(servers(telemetry)).hasSize(1);
        });
        LogLine line = telemetry.lines("obs.access").get(0);
        ReceivedSpan span = servers(telemetry).get(0);
        assertThat(line.fields()).containsEntry("status", (long) status).containsEntry("endpoint", endpoint);
        assertThat(span.name()).isEqualTo(endpoint.equals("UNMATCHED") ? "GET" : "GET " + endpoint);
        assertThat(span.traceId()).isEqualTo(line.text("trace_id"));
        return line;
    }

    private static List<ReceivedSpan> servers(TestTelemetry telemetry) {
        return telemetry.spans().stream()
                .filter(span -> span.kind().equals("SERVER"))
                .toList();
    }

    private static void errors(TestTelemetry telemetry, int status, String type) {
        assertThat(telemetry.scrape().value("http_errors_total", "status", String.valueOf(status), "error_type", type))
                .hasValue(1);
    }

    /** The lines of the site's own have the ids of the one request. */
    private static void sameIds(TestTelemetry telemetry, LogLine access, int lines) {
        assertThat(telemetry.lines("contract.site"))
                .hasSize(lines)
                .allSatisfy(line -> assertThat(line.fields())
                        .containsEntry("trace_id", access.text("trace_id"))
                        .containsEntry("request_id", access.text("request_id")));
    }

    @Test
    default void sentError_hasTheStatusOfItsPage() throws Exception {
        Site site = new Site()
                .servlet("/buy", (request, response) -> response.sendError(404))
                .servlet("/lost", (request, response) -> {
                    LOG.info("on the error page");
                    response.setStatus(410);
                    response.getWriter().print("gone");
                })
                .errorPage(404, "/lost");
        try (TestTelemetry telemetry = TestTelemetry.start();
                Running server = serve(site, ServletObservability.create(telemetry.obs()))) {
            HttpResponse<String> answer = get(server, "/buy");
            assertThat(answer.statusCode()).isEqualTo(410);
            assertThat(answer.body()).isEqualTo("gone");
            LogLine line = one(telemetry, "/shop/buy", 410);
            assertThat(answer.headers().firstValue("X-Trace-ID")).hasValue(line.text("trace_id"));
            errors(telemetry, 410, "client_error");
            sameIds(telemetry, line, 1);
        }
    }

    @Test
    default void exception_hasTheStatusOfItsPage() throws Exception {
        Site site = new Site()
                .servlet("/buy", (request, response) -> {
                    throw new IllegalStateException("sold out");
                })
                .servlet("/lost", (request, response) -> response.setStatus(503))
                .errorPage(500, "/lost");
        try (TestTelemetry telemetry = TestTelemetry.start();
                Running server = serve(site, ServletObservability.create(telemetry.obs()))) {
            assertThat(get(server, "/buy").statusCode()).isEqualTo(503);
            LogLine line = one(telemetry, "/shop/buy", 503);
            assertThat(line.json()).contains("sold out");
            errors(telemetry, 503, "exception");
        }
    }

    @Test
    default void exceptionWithoutPage_isA500WithItsIds() throws Exception {
        Site site = new Site().servlet("/buy", (request, response) -> {
            throw new IllegalStateException("sold out");
        });
        try (TestTelemetry telemetry = TestTelemetry.start();
                Running server = serve(site, ServletObservability.create(telemetry.obs()))) {
            HttpResponse<String> answer = get(server, "/buy");
            LogLine line = one(telemetry, "/shop/buy", 500);
            assertThat(answer.headers().firstValue("X-Trace-ID")).hasValue(line.text("trace_id"));
            assertThat(answer.headers().firstValue("X-Request-ID")).hasValue(line.text("request_id"));
            errors(telemetry, 500, "exception");
        }
    }

    @Test
    default void asynchronousTimeout_isATimeout() throws Exception {
        Site site = new Site()
                .servlet("/buy", (request, response) -> request.startAsync().setTimeout(20));
        try (TestTelemetry telemetry = TestTelemetry.start();
                Running server = serve(site, ServletObservability.create(telemetry.obs()))) {
            assertThat(get(server, "/buy").statusCode()).isEqualTo(500);
            one(telemetry, "/shop/buy", 500);
            errors(telemetry, 500, "timeout");
        }
    }

    @Test
    default void asynchronousDispatch_isOneRequestWithItsIds() throws Exception {
        Site site = new Site()
                .servlet("/buy", (request, response) -> {
                    AsyncContext async = request.startAsync();
                    async.start(() -> {
                        LOG.info("in a thread of the container");
                        async.dispatch("/done");
                    });
                })
                .servlet("/done", (request, response) -> {
                    LOG.info("dispatched");
                    response.setStatus(201);
                });
        try (TestTelemetry telemetry = TestTelemetry.start();
                Running server = serve(site, ServletObservability.create(telemetry.obs()))) {
            assertThat(get(server, "/buy").statusCode()).isEqualTo(201);
            sameIds(telemetry, one(telemetry, "/shop/buy", 201), 2);
        }
    }

    @Test
    default void forwardAndInclude_areOneRequest() throws Exception {
        Site site = new Site()
                .servlet(
                        "/buy",
                        (request, response) ->
                                request.getRequestDispatcher("/pay").forward(request, response))
                .servlet("/pay", (request, response) -> {
                    LOG.info("forwarded");
                    response.setStatus(202);
                    request.getRequestDispatcher("/banner").include(request, response);
                })
                .servlet("/banner", (request, response) -> {
                    LOG.info("included");
                    response.getWriter().print("thanks");
                });
        try (TestTelemetry telemetry = TestTelemetry.start();
                Running server = serve(site, ServletObservability.create(telemetry.obs()))) {
            assertThat(get(server, "/buy").body()).isEqualTo("thanks");
            sameIds(telemetry, one(telemetry, "/shop/buy", 202), 2);
        }
    }

    @Test
    default void mapping_isTheRouteWithItsContextAndExistsAtZero() throws Exception {
        Site site = new Site().servlet("/reports/*", (request, response) -> response.setStatus(200));
        try (TestTelemetry telemetry = TestTelemetry.start();
                Running server = serve(site, ServletObservability.create(telemetry.obs()))) {
            assertThat(telemetry.scrape().value("http_requests_total", "endpoint", "/shop/reports/*", "status", "200"))
                    .hasValue(0);
            get(server, "/reports/2026/11");
            one(telemetry, "/shop/reports/*", 200);
            assertThat(telemetry.scrape().text()).doesNotContain("2026/11");
        }
    }

    @Test
    default void methods_existAtZeroWhereTheServletHasThem() throws Exception {
        Site site = new Site()
                .servlet("/buy", (request, response) -> response.setStatus(200))
                .servlet("/orders/*", new OrdersServlet());
        try (TestTelemetry telemetry = TestTelemetry.start();
                Running server = serve(site, ServletObservability.create(telemetry.obs()))) {
            assertThat(telemetry.scrape().series("http_requests_total"))
                    .filteredOn(series -> "200".equals(series.labels().get("status")))
                    .extracting(series -> series.labels().get("method") + " "
                            + series.labels().get("endpoint") + " " + series.value())
                    .containsExactlyInAnyOrder(
                            "GET /shop/buy 0.0", // it sorts them itself: what can be asked of everything
                            "POST /shop/orders/* 0.0",
                            "DELETE /shop/orders/* 0.0");
            assertThat(get(server, "/orders/7").statusCode()).isEqualTo(405);
            one(telemetry, "/shop/orders/*", 405);
        }
    }

    /** Has one method from its superclass, one of its own. */
    final class OrdersServlet extends CreatingServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doDelete(HttpServletRequest request, HttpServletResponse response) {
            response.setStatus(204);
        }
    }

    /** Takes orders. */
    class CreatingServlet extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) {
            response.setStatus(201);
        }
    }

    @Test
    default void templateToldByTheService_goesBeforeTheMapping() throws Exception {
        Site site = new Site().servlet("/reports/*", (request, response) -> {
            RequestContext.current().endpoint("/shop/reports/{year}");
            LOG.info("told");
        });
        try (TestTelemetry telemetry = TestTelemetry.start();
                Running server = serve(site, ServletObservability.create(telemetry.obs()))) {
            get(server, "/reports/2026");
            one(telemetry, "/shop/reports/{year}", 200);
            assertThat(telemetry.lines("contract.site").get(0).text("endpoint")).isEqualTo("/shop/reports/{year}");
        }
    }

    @Test
    default void resolver_isAskedAtTheEnd() throws Exception {
        Site site = new Site()
                .servlet("/reports/*", (request, response) -> request.setAttribute("matched", "/shop/reports/{year}"));
        try (TestTelemetry telemetry = TestTelemetry.start();
                Running server =
                        serve(site, ServletObservability.create(telemetry.obs()).templates(request ->
                                (String) request.getAttribute("matched")))) {
            get(server, "/reports/2026");
            one(telemetry, "/shop/reports/{year}", 200);
        }
    }

    @Test
    default void resolverThatFails_costsItsTemplateOnly() throws Exception {
        Site site = new Site().servlet("/buy", (request, response) -> response.setStatus(204));
        try (TestTelemetry telemetry = TestTelemetry.start();
                Running server =
                        serve(site, ServletObservability.create(telemetry.obs()).templates(request -> {
                            throw new IllegalStateException("no idea");
                        }))) {
            assertThat(get(server, "/buy").statusCode()).isEqualTo(204);
            one(telemetry, "/shop/buy", 204);
        }
    }

    @Test
    default void file_isCountedUnderEverything() throws Exception {
        try (TestTelemetry telemetry = TestTelemetry.start();
                Running server = serve(new Site(), ServletObservability.create(telemetry.obs()))) {
            assertThat(get(server, "/" + FILE).body()).isEqualTo("hello");
            one(telemetry, "/shop/*", 200);
        }
    }

    @Test
    default void missingFile_isUnmatched() throws Exception {
        try (TestTelemetry telemetry = TestTelemetry.start();
                Running server = serve(new Site(), ServletObservability.create(telemetry.obs()))) {
            assertThat(get(server, "/wp-admin.php").statusCode()).isEqualTo(404);
            one(telemetry, "UNMATCHED", 404);
        }
    }

    @Test
    default void resetResponse_keepsItsIds() throws Exception {
        Site site = new Site().servlet("/buy", (request, response) -> {
            response.reset();
            response.setStatus(409);
        });
        try (TestTelemetry telemetry = TestTelemetry.start();
                Running server = serve(site, ServletObservability.create(telemetry.obs()))) {
            HttpResponse<String> answer = get(server, "/buy");
            assertThat(answer.headers().firstValue("X-Trace-ID"))
                    .hasValue(one(telemetry, "/shop/buy", 409).text("trace_id"));
        }
    }

    @Test
    default void clientThatLeavesAWriter_is499() throws Exception {
        Site site = new Site().servlet("/buy", (request, response) -> {
            PrintWriter writer = response.getWriter();
            while (!writer.checkError()) {
                writer.print("more and more ".repeat(1_000));
            }
        });
        try (TestTelemetry telemetry = TestTelemetry.start();
                Running server = serve(site, ServletObservability.create(telemetry.obs()))) {
            URI uri = server.uri();
            try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
                socket.getOutputStream()
                        .write(("GET /shop/buy HTTP/1.1\r\nHost: " + uri.getAuthority() + "\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
                assertThat(socket.getInputStream().readNBytes(1_000)).hasSize(1_000);
                socket.setSoLinger(true, 0);
            }
            one(telemetry, "/shop/buy", 499);
            errors(telemetry, 499, "aborted");
        }
    }
}
