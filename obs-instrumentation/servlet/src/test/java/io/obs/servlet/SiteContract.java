package io.obs.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.obs.context.RequestContext;
import io.obs.testkit.LogLine;
import io.obs.testkit.TestTelemetry;
import io.obs.testkit.http.HttpServerKit.Running;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.PrintWriter;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** What servlets have and other servers have not: dispatches, error pages, mappings, context paths. */
interface SiteContract extends SiteAsyncContract {

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
            HttpResponse<String> answer = SiteKit.get(server, "/buy");
            assertThat(answer.statusCode()).isEqualTo(410);
            assertThat(answer.body()).isEqualTo("gone");
            LogLine line = SiteKit.one(telemetry, "/shop/buy", 410);
            assertThat(answer.headers().firstValue("X-Trace-ID")).hasValue(line.text("trace_id"));
            SiteKit.errors(telemetry, 410, "client_error");
            SiteKit.sameIds(telemetry, line, 1);
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
            assertThat(SiteKit.get(server, "/buy").statusCode()).isEqualTo(503);
            LogLine line = SiteKit.one(telemetry, "/shop/buy", 503);
            assertThat(line.json()).contains("sold out");
            SiteKit.errors(telemetry, 503, "exception");
        }
    }

    @Test
    default void exceptionWithoutPage_isA500WithItsIds() throws Exception {
        Site site = new Site().servlet("/buy", (request, response) -> {
            throw new IllegalStateException("sold out");
        });
        try (TestTelemetry telemetry = TestTelemetry.start();
                Running server = serve(site, ServletObservability.create(telemetry.obs()))) {
            HttpResponse<String> answer = SiteKit.get(server, "/buy");
            LogLine line = SiteKit.one(telemetry, "/shop/buy", 500);
            assertThat(answer.headers().firstValue("X-Trace-ID")).hasValue(line.text("trace_id"));
            assertThat(answer.headers().firstValue("X-Request-ID")).hasValue(line.text("request_id"));
            SiteKit.errors(telemetry, 500, "exception");
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
            assertThat(SiteKit.get(server, "/buy").body()).isEqualTo("thanks");
            SiteKit.sameIds(telemetry, SiteKit.one(telemetry, "/shop/buy", 202), 2);
        }
    }

    @Test
    default void mapping_isTheRouteWithItsContextAndExistsAtZero() throws Exception {
        Site site = new Site().servlet("/reports/*", (request, response) -> response.setStatus(200));
        try (TestTelemetry telemetry = TestTelemetry.start();
                Running server = serve(site, ServletObservability.create(telemetry.obs()))) {
            assertThat(telemetry.scrape().value("http_requests_total", "endpoint", "/shop/reports/*", "status", "200"))
                    .hasValue(0);
            SiteKit.get(server, "/reports/2026/11");
            SiteKit.one(telemetry, "/shop/reports/*", 200);
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
            assertThat(SiteKit.get(server, "/orders/7").statusCode()).isEqualTo(405);
            SiteKit.one(telemetry, "/shop/orders/*", 405);
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
    default void probeBelowTheContextsPath_leavesNothing() throws Exception {
        Site site = new Site()
                .servlet("/health", (request, response) -> response.getWriter().print("up"))
                .servlet("/buy", (request, response) -> response.setStatus(204));
        try (TestTelemetry telemetry = TestTelemetry.start();
                Running server = serve(site, ServletObservability.create(telemetry.obs()))) {
            HttpResponse<String> answer = SiteKit.get(server, "/health");
            assertThat(answer.body()).isEqualTo("up");
            assertThat(answer.headers().firstValue("X-Request-ID")).isPresent();
            SiteKit.get(server, "/buy");
            SiteKit.one(telemetry, "/shop/buy", 204);
            assertThat(telemetry.scrape().text()).doesNotContain("/shop/health");
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
            SiteKit.get(server, "/reports/2026");
            SiteKit.one(telemetry, "/shop/reports/{year}", 200);
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
            SiteKit.get(server, "/reports/2026");
            SiteKit.one(telemetry, "/shop/reports/{year}", 200);
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
            assertThat(SiteKit.get(server, "/buy").statusCode()).isEqualTo(204);
            SiteKit.one(telemetry, "/shop/buy", 204);
        }
    }

    @Test
    default void file_isCountedUnderEverything() throws Exception {
        try (TestTelemetry telemetry = TestTelemetry.start();
                Running server = serve(new Site(), ServletObservability.create(telemetry.obs()))) {
            assertThat(SiteKit.get(server, "/" + FILE).body()).isEqualTo("hello");
            SiteKit.one(telemetry, "/shop/*", 200);
        }
    }

    @Test
    default void missingFile_isUnmatched() throws Exception {
        try (TestTelemetry telemetry = TestTelemetry.start();
                Running server = serve(new Site(), ServletObservability.create(telemetry.obs()))) {
            assertThat(SiteKit.get(server, "/wp-admin.php").statusCode()).isEqualTo(404);
            SiteKit.one(telemetry, "UNMATCHED", 404);
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
            HttpResponse<String> answer = SiteKit.get(server, "/buy");
            assertThat(answer.headers().firstValue("X-Trace-ID"))
                    .hasValue(SiteKit.one(telemetry, "/shop/buy", 409).text("trace_id"));
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
            SiteKit.getAndGo(server, "/buy");
            SiteKit.one(telemetry, "/shop/buy", 499);
            SiteKit.errors(telemetry, 499, "aborted");
        }
    }
}
