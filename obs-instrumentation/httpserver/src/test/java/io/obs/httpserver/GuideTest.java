package io.obs.httpserver;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.obs.Observability;
import io.obs.testkit.GuidePage;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The guide's Java, compiled and run. */
class GuideTest {

    @Test
    void page_isTrue() throws Exception {
        GuidePage.of(Path.of("../../docs/guide/http-server.md"))
                .isCompiledIn(Path.of("src/test/java/io/obs/httpserver/GuideTest.java"));
        InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        HttpHandler reports = exchange -> exchange.sendResponseHeaders(204, -1);
        try (Observability obs = Observability.builder()
                .withoutDiscovery()
                .set("obs.admin.enabled", "false")
                .build()) {
            HttpServer server = HttpServerObservability.create(obs)
                    .route("POST", "/api/v1/jobs", 202)
                    .route("GET", "/api/v1/jobs/{id}", 404)
                    .wrap(HttpServer.create(address, 0));
            server.createContext("/reports", HttpServerObservability.create(obs).handler(reports));
            assertThat(server.getAddress().getPort()).isPositive();
            server.stop(0);
        }
    }
}
