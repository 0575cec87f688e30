package io.obs.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;

import io.obs.servlet.ServletObservability;
import io.obs.testkit.TestTelemetry;
import jakarta.servlet.http.HttpServlet;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.Set;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An application that knows nothing of obs, in a context of its own, with the artifacts on the class path. */
interface ResourcesContract {

    /** A servlet of the framework, which makes its application of the init parameter that the standard names. */
    HttpServlet servlet();

    @ParameterizedTest
    @CsvSource({
        "/api/*, /shop/api/jobs/12, 200, /shop/api/jobs/{id}",
        "/api/*, /shop/api/jobs, 200, /shop/api/jobs",
        "/api/*, /shop/api/jobs/1/parts/7, 200, /shop/api/jobs/{id}/parts/{part}",
        "/api/*, /shop/api/jobs/1/parts, 200, /shop/api/jobs/{id}/parts",
        "/api/*, /shop/api/jobs/lost, 404, UNMATCHED",
        "/api/*, /shop/api/nowhere, 404, UNMATCHED",
        "/api/*, /shop/api/jobs/12/sold, 409, /shop/api/jobs/{id}/sold",
        // The mapping goes before the application's own path.
        "/*, /shop/jobs/12, 200, /shop/jobs/{id}",
        "/*, /shop/nowhere, 404, UNMATCHED",
    })
    default void request_hasTheTemplateOfItsResource(String mapping, String path, int status, String endpoint)
            throws Exception {
        try (TestTelemetry telemetry = TestTelemetry.start()) {
            ServletContextHandler context = new ServletContextHandler("/shop");
            ServletHolder holder = new ServletHolder("resources", servlet());
            holder.setInitParameter("jakarta.ws.rs.Application", Shop.class.getName());
            if (!mapping.equals("/*")) {
                holder.setInitParameter("resteasy.servlet.mapping.prefix", mapping.replace("/*", ""));
            }
            context.addServlet(holder, mapping);
            context.addServletContainerInitializer((classes, started) ->
                    ServletObservability.create(telemetry.obs()).register(started));
            Server server = new Server();
            ServerConnector connector = new ServerConnector(server);
            server.addConnector(connector);
            server.setHandler(context);
            server.start();
            try {
                HttpURLConnection connection =
                        (HttpURLConnection) URI.create("http://127.0.0.1:" + connector.getLocalPort() + path)
                                .toURL()
                                .openConnection();
                assertThat(connection.getResponseCode()).isEqualTo(status);
                telemetry.eventually(() -> assertThat(telemetry.lines("obs.access"))
                        .singleElement()
                        .satisfies(line -> assertThat(line.fields())
                                .containsEntry("endpoint", endpoint)
                                .containsEntry("status", (long) status)));
                telemetry.eventually(() -> assertThat(telemetry
                                .scrape()
                                .value("http_requests_total", "endpoint", endpoint, "status", String.valueOf(status)))
                        .hasValue(1));
                telemetry.eventually(() -> assertThat(telemetry.spans())
                        .singleElement()
                        .satisfies(span -> assertThat(span.name())
                                .isEqualTo(endpoint.equals("UNMATCHED") ? "GET" : "GET " + endpoint)));
            } finally {
                server.stop();
            }
        }
    }

    /** The application. */
    @ApplicationPath("/api")
    final class Shop extends Application {

        /** For the framework. */
        public Shop() {}

        @Override
        public Set<Class<?>> getClasses() {
            return Set.of(Jobs.class, Sold.class);
        }
    }

    /** A root resource. */
    @Path("/jobs")
    final class Jobs {

        /** For the framework. */
        public Jobs() {}

        @GET
        public String all() {
            return "all";
        }

        @GET
        @Path("{id: \\d+}")
        public String one(@PathParam("id") String id) {
            return id;
        }

        @GET
        @Path("{id}/sold")
        public String sold() {
            throw new IllegalStateException("sold");
        }

        @Path("{id}/parts")
        public Parts parts() {
            return new Parts();
        }
    }

    /** A sub-resource. */
    final class Parts {

        @GET
        public String all() {
            return "all";
        }

        @GET
        @Path("{part}")
        public String one(@PathParam("part") String part) {
            return part;
        }
    }

    /** Makes an answer of an exception. */
    final class Sold implements ExceptionMapper<IllegalStateException> {

        /** For the framework. */
        public Sold() {}

        @Override
        public Response toResponse(IllegalStateException exception) {
            return Response.status(Response.Status.CONFLICT).build();
        }
    }
}
