package io.obs.newcomers;

import org.eclipse.jetty.ee11.webapp.WebAppContext;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** Jetty with its annotations module, as {@code jetty-home} has it: deploys a WAR at the root. */
public final class OnJetty {

    private OnJetty() {}

    /** @param arguments the WAR, the port on loopback */
    public static void main(String... arguments) throws Exception {
        Server server = new Server();
        ServerConnector connector = new ServerConnector(server);
        connector.setHost("127.0.0.1");
        connector.setPort(Integer.parseInt(arguments[1]));
        server.addConnector(connector);
        WebAppContext context = new WebAppContext();
        context.setContextPath("/");
        context.setWar(arguments[0]);
        server.setHandler(context);
        server.start();
        server.join();
    }
}
