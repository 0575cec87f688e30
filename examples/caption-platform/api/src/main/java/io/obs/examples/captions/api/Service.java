package io.obs.examples.captions.api;

import com.sun.net.httpserver.HttpServer;
import io.obs.Observability;
import io.obs.config.InvalidConfigurationException;
import io.obs.examples.captions.api.Routes.Route;
import io.obs.httpserver.HttpServerObservability;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A service around its routes: observed, listening, and ended in order by SIGTERM. */
public final class Service {

    private static final Logger LOG = LoggerFactory.getLogger(Service.class);

    /** What a service does to start. */
    @FunctionalInterface
    public interface Start {
        void with(Settings settings) throws IOException;
    }

    private Service() {}

    /** Starts a service, or says on stderr why that can't be and exits: with 2 for wrong settings, else with 1. */
    public static void main(Start start) {
        try {
            start.with(new Settings(System.getenv()));
        } catch (InvalidConfigurationException | InvalidSettingsException e) {
            exit(2, e);
        } catch (IOException e) {
            exit(1, e);
        }
    }

    /**
     * Serves routes until SIGTERM.
     *
     * @param port on loopback; 0 takes a free one
     * @param parts closed when no request is handled any more, before obs
     * @throws IOException if the port is taken
     */
    public static void serve(Observability obs, int port, Routes routes, List<? extends AutoCloseable> parts)
            throws IOException {
        Server server = Server.create(port);
        HttpServerObservability observability = HttpServerObservability.create(obs);
        for (Route route : routes.all()) {
            int[] statuses =
                    route.statuses().stream().mapToInt(status -> status).toArray();
            observability.route(route.method(), route.template(), statuses);
        }
        HttpServer observed = observability.wrap(server.http());
        observed.createContext("/", routes);
        observed.start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(obs, server, parts), "service-shutdown"));
        LOG.atInfo()
                .addKeyValue("url", server.url())
                .addKeyValue("admin", admin(obs))
                .log("{} listens", obs.service());
    }

    private static void end(Observability obs, Server server, List<? extends AutoCloseable> parts) {
        LOG.info("{} is asked to end", obs.service());
        server.close();
        for (AutoCloseable part : parts) {
            try {
                part.close();
            } catch (Exception e) {
                LOG.error("can't close {}", part.getClass().getSimpleName(), e);
            }
        }
        obs.close(); // last: what happened until here is still measured, logged and traced
    }

    private static String admin(Observability obs) {
        return obs.adminAddress()
                .map(address -> "http://" + address.getAddress().getHostAddress() + ":" + address.getPort())
                .orElse("none");
    }

    private static void exit(int status, Exception why) {
        System.err.println(why.getMessage());
        System.exit(status);
    }
}
