package io.obs.jaxrs;

import io.obs.Observability;
import io.obs.http.HttpServerHandler;
import io.obs.servlet.ServletObservability;
import io.obs.testkit.http.ContractApp;
import io.obs.testkit.http.ContractRoute;
import io.obs.testkit.http.HttpServerKit;
import java.net.URI;
import org.eclipse.jetty.ee10.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.jspecify.annotations.Nullable;

/** A Jetty with the contract's application, on a free port of loopback. */
record Jetty(Server server, ServerConnector connector) implements HttpServerKit.Running {

    /** @param obs null for none; the application's routes are declared to it */
    static Jetty start(ServletContextHandler context, ContractApp app, @Nullable Observability obs) throws Exception {
        ErrorPageErrorHandler pages = new ErrorPageErrorHandler();
        pages.setShowStacks(false); // they would differ by a filter
        context.setErrorHandler(pages);
        if (obs != null) {
            // Only their series: whose template a request has is what the resources say.
            HttpServerHandler series = HttpServerHandler.create(obs);
            for (ContractRoute route : app.routes()) {
                series.declare(
                        route.method(),
                        route.template(),
                        route.statuses().stream().mapToInt(Integer::intValue).toArray());
            }
            context.addServletContainerInitializer(
                    (classes, started) -> ServletObservability.create(obs).register(started));
        }
        return start(context);
    }

    static Jetty start(ServletContextHandler context) throws Exception {
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(context);
        server.start();
        return new Jetty(server, connector);
    }

    @Override
    public URI uri() {
        return URI.create("http://127.0.0.1:" + connector.getLocalPort());
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
