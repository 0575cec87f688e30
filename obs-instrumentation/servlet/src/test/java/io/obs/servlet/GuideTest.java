package io.obs.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.obs.Observability;
import io.obs.context.RequestContext;
import io.obs.testkit.GuidePage;
import io.obs.testkit.http.HttpServerKit.Running;
import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.net.URLConnection;
import java.nio.file.Path;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.junit.jupiter.api.Test;

/** The guide's Java, compiled and run. */
class GuideTest {

    @Test
    void page_isTrue() throws Exception {
        GuidePage.of(Path.of("../../docs/guide/servlet.md"))
                .isCompiledIn(Path.of("src/test/java/io/obs/servlet/GuideTest.java"));
        try (Observability obs = Observability.builder()
                .withoutDiscovery()
                .set("obs.admin.enabled", "false")
                .build()) {
            ServletContextHandler handler = new ServletContextHandler("/shop");
            handler.addServlet(new ServletHolder("reports", new Reports()), "/reports/*");
            handler.addServletContainerInitializer((classes, context) ->
                    ServletObservability.create(obs).register(context)); // Jetty's ServletContextHandler
            assertObserved(handler);

            ServletContextHandler context = new ServletContextHandler("/shop");
            context.addServlet(new ServletHolder("reports", new Reports()), "/reports/*");
            context.setAttribute(
                    ServletObservability.ATTRIBUTE,
                    ServletObservability.create(obs)
                            .route("POST", "/api/v1/jobs", 202)
                            .route("GET", "/api/v1/jobs/{id}", 404));
            context.addServletContainerInitializer(new ServletInitializer());
            assertObserved(context);

            Filter filter = ServletObservability.create(obs)
                    .templates(request -> (String) request.getAttribute("matched.template"))
                    .filter();
            assertThat(filter).isNotNull();
        }
    }

    private static void assertObserved(ServletContextHandler context) throws Exception {
        try (Running server = Jetty.start(context)) {
            assertThat(answer(server.uri()).getHeaderField("X-Trace-ID")).matches("[0-9a-f]{32}");
        }
    }

    static URLConnection answer(URI server) throws Exception {
        return server.resolve("/shop/reports/2026").toURL().openConnection();
    }

    private static final class Reports extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) {
            RequestContext.current().endpoint("/shop/reports/{year}");
        }
    }
}
