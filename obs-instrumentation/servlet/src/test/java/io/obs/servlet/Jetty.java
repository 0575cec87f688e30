package io.obs.servlet;

import io.obs.testkit.http.HttpServerKit;
import java.net.URI;
import java.util.Map;
import org.eclipse.jetty.ee10.servlet.ErrorPageErrorHandler;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** A Jetty that was started, on a free port of loopback. */
record Jetty(Server server, ServerConnector connector) implements HttpServerKit.Running {

    private static final int THREADS = 50;

    static Jetty start(ServletContextHandler context) throws Exception {
        return start(context, Map.of());
    }

    static Jetty start(ServletContextHandler context, Map<Integer, String> errorPages) throws Exception {
        Server server = new Server(new QueuedThreadPool(THREADS));
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        ErrorPageErrorHandler pages = new ErrorPageErrorHandler();
        pages.setShowStacks(false); // they would differ by a filter
        errorPages.forEach(pages::addErrorPage);
        context.setErrorHandler(pages);
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
