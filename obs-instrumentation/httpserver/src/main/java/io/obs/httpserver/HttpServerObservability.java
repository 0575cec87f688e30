package io.obs.httpserver;

import static java.util.Objects.requireNonNull;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsServer;
import io.obs.Observability;
import io.obs.http.HttpServerHandler;
import io.obs.http.RouteTable;

/**
 * Observes the JDK's {@code com.sun.net.httpserver}: each request of a wrapped server is counted, timed, logged with one
 * access line and traced; its ids go back as {@code X-Request-ID} and {@code X-Trace-ID}.
 *
 * <p>Contexts of that server are path prefixes, so routes are declared here: what matches a declared template has it as
 * its {@code endpoint}, what is exactly a context's path has that, everything else is {@code UNMATCHED}. A request ends
 * when its response is complete and its handler has returned, on whatever thread; a handler that throws is measured and
 * its exception goes on to the server; a client that goes away is status 499.
 *
 * <p>Thread-safe. Routes are declared before the server starts, so that their series exist from the first scrape. Once
 * obs is closed, requests pass as if nobody looked.
 *
 * <pre>{@code
 * HttpServer server = HttpServerObservability.create(obs)
 *         .route("POST", "/api/v1/jobs", 202)
 *         .route("GET", "/api/v1/jobs/{id}", 404)
 *         .wrap(HttpServer.create(new InetSocketAddress(8080), 0));
 * server.createContext("/api/v1/jobs", new JobsHandler());
 * server.start();
 * }</pre>
 *
 * @see <a href="https://opentelemetry.io/docs/specs/semconv/http/http-spans/">OpenTelemetry HTTP spans</a>
 */
public final class HttpServerObservability {

    private final HttpServerHandler http;
    private final RouteTable routes;

    private HttpServerObservability(Observability obs) {
        http = HttpServerHandler.create(obs);
        routes = RouteTable.create(http);
    }

    /** One for each server. */
    public static HttpServerObservability create(Observability obs) {
        return new HttpServerObservability(requireNonNull(obs, "obs"));
    }

    /**
     * Declares a route.
     *
     * @param template segments in braces stand for any one segment, a last segment {@code *} for all the rest:
     *     {@code /api/v1/jobs/{id}}, {@code /static/*}; literal segments go before braces, then the first declared wins
     * @param statuses what it answers with beside 200, 500 and 503
     * @throws IllegalArgumentException if it is no template, or a status is none
     */
    public HttpServerObservability route(String method, String template, int... statuses) {
        routes.declare(requireNonNull(method, "method"), requireNonNull(template, "template"), statuses);
        return this;
    }

    /**
     * A server whose contexts are observed: create them, start and stop it through the returned one. Its handlers,
     * filters and authenticators see each other as ever. Paths without a context are answered 404 as the JDK does, and
     * counted as {@code UNMATCHED}.
     */
    public HttpServer wrap(HttpServer server) {
        return server instanceof HttpsServer https ? wrap(https) : new ObservedServer(server, contexts(server));
    }

    /** The same for HTTPS. */
    public HttpsServer wrap(HttpsServer server) {
        return new ObservedHttpsServer(server, contexts(server));
    }

    /** Observes one handler, of a server that isn't wrapped; filters and authenticators before it are not seen. */
    public HttpHandler handler(HttpHandler handler) {
        return new ObservedHandler(http, routes, null, requireNonNull(handler, "handler"));
    }

    private Contexts contexts(HttpServer server) {
        return new Contexts(http, routes, requireNonNull(server, "server"));
    }
}
