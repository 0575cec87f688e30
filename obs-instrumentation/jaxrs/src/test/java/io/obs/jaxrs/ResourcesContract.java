package io.obs.jaxrs;

import static org.assertj.core.api.Assertions.assertThat;

import io.obs.servlet.ServletObservability;
import io.obs.testkit.TestTelemetry;
import io.obs.testkit.http.HttpServerKit.Running;
import jakarta.servlet.http.HttpServlet;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
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
        try (TestTelemetry telemetry = TestTelemetry.start();
                Running server = start(telemetry, mapping)) {
            assertThat(statusOf(server, path)).isEqualTo(status);
            telemetry.eventually(() -> assertThat(telemetry.lines("obs.access"))
                    .singleElement()
                    .satisfies(line -> assertThat(line.fields())
                            .containsEntry("endpoint", endpoint)
                            .containsEntry("status", (long) status)));
            telemetry.eventually(() -> assertThat(telemetry
                            .scrape()
                            .value(
                                    "http_requests_total",
                                    "method",
                                    "GET",
                                    "endpoint",
                                    endpoint,
                                    "status",
                                    String.valueOf(status)))
                    .hasValue(1));
            telemetry.eventually(() -> assertThat(telemetry.spans())
                    .singleElement()
                    .satisfies(span -> assertThat(span.name())
                            .isEqualTo(endpoint.equals("UNMATCHED") ? "GET" : "GET " + endpoint)));
        }
    }

    @ParameterizedTest
    @CsvSource({"/api/*, /shop/api", "/*, /shop"})
    default void resourceMethods_existAtZero(String mapping, String base) throws Exception {
        try (TestTelemetry telemetry = TestTelemetry.start();
                Running server = start(telemetry, mapping)) {
            String[] known = Stream.of(
                            "GET %s/jobs 0.0",
                            "PUT %s/jobs 0.0",
                            "GET %s/jobs/{id} 0.0",
                            "GET %s/jobs/{id}/sold 0.0",
                            "DELETE %s/orders/{order} 0.0")
                    .map(route -> route.formatted(base))
                    .toArray(String[]::new);
            assertThat(answered(telemetry)).containsExactlyInAnyOrder(known);

            // What a locator returns is known by its request, and then nothing else is.
            assertThat(statusOf(server, base + "/jobs/1/parts")).isEqualTo(200);
            telemetry.eventually(() -> assertThat(answered(telemetry))
                    .contains(known)
                    .contains("GET " + base + "/jobs/{id}/parts 1.0")
                    .hasSize(known.length + 1));
        }
    }

    /** The routes that have a series for 200. */
    private static List<String> answered(TestTelemetry telemetry) {
        return telemetry.scrape().series("http_requests_total").stream()
                .filter(series -> "200".equals(series.labels().get("status")))
                .map(series ->
                        series.labels().get("method") + " " + series.labels().get("endpoint") + " " + series.value())
                .toList();
    }

    /** The application in the context {@code /shop}, started with its container. */
    private Running start(TestTelemetry telemetry, String mapping) throws Exception {
        ServletContextHandler context = new ServletContextHandler("/shop");
        ServletHolder holder = new ServletHolder("resources", servlet());
        holder.setInitParameter("jakarta.ws.rs.Application", Shop.class.getName());
        holder.setInitOrder(1);
        if (!mapping.equals("/*")) {
            holder.setInitParameter("resteasy.servlet.mapping.prefix", mapping.replace("/*", ""));
        }
        context.addServlet(holder, mapping);
        context.addServletContainerInitializer((classes, started) ->
                ServletObservability.create(telemetry.obs()).register(started));
        return Jetty.start(context);
    }

    private static int statusOf(Running server, String path) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) server.uri().resolve(path).toURL().openConnection();
        return connection.getResponseCode();
    }

    /** The application. */
    @ApplicationPath("/api")
    final class Shop extends Application {

        /** For the framework. */
        public Shop() {}

        @Override
        public Set<Class<?>> getClasses() {
            return Set.of(Jobs.class, StoredOrders.class, Sold.class);
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

        @PUT
        public String replace() {
            return "replaced";
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

    /** A resource whose interface has the annotations. */
    @Path("/orders")
    interface Orders {

        @DELETE
        @Path("{order}")
        Response delete(@PathParam("order") String order);
    }

    /** What implements it. */
    final class StoredOrders implements Orders {

        /** For the framework. */
        public StoredOrders() {}

        @Override
        public Response delete(String order) {
            return Response.noContent().build();
        }
    }

    /** A sub-resource, with a path of its own that says nothing here. */
    @Path("/stock")
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
