package io.obs.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import io.obs.testkit.TestTelemetry;
import io.obs.testkit.http.HttpServerKit.Running;
import jakarta.servlet.DispatcherType;
import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import org.eclipse.jetty.ee10.servlet.DefaultServlet;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JettySiteIT implements SiteContract {

    @TempDir
    Path root;

    @Override
    public Running serve(Site site, ServletObservability observability) throws Exception {
        return Jetty.start(context(site, observability), site.errorPages());
    }

    private ServletContextHandler context(Site site, ServletObservability observability) throws IOException {
        Files.writeString(root.resolve(FILE), "hello");
        ServletContextHandler context = new ServletContextHandler(Site.ROOT);
        context.setBaseResourceAsPath(root);
        site.servlets().forEach((mapping, servlet) -> context.addServlet(new ServletHolder(mapping, servlet), mapping));
        context.addServlet(new ServletHolder("default", new DefaultServlet()), "/");
        context.addServletContainerInitializer((classes, started) -> observability.register(started));
        return context;
    }

    @Test
    void twoFilters_observeOnce() throws Exception {
        Site site = new Site().servlet("/buy", (request, response) -> response.setStatus(204));
        try (TestTelemetry telemetry = TestTelemetry.start()) {
            ServletObservability observability = ServletObservability.create(telemetry.obs());
            ServletContextHandler context = context(site, observability);
            context.addFilter(new FilterHolder(observability.filter()), "/*", EnumSet.allOf(DispatcherType.class));
            try (Running server = Jetty.start(context, site.errorPages())) {
                URL url = server.uri().resolve("/shop/buy").toURL();
                assertThat(url.openConnection().getHeaderField(0)).contains("204");
                telemetry.eventually(
                        () -> assertThat(telemetry.lines("obs.access")).hasSize(1));
                assertThat(telemetry.scrape().value("http_requests_total", "endpoint", "/shop/buy", "status", "204"))
                        .hasValue(1);
            }
        }
    }
}
