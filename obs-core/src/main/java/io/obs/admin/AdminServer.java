package io.obs.admin;

import com.sun.net.httpserver.HttpServer;
import io.obs.config.CoreKeys;
import io.obs.config.ObservabilityConfig;
import io.obs.control.Controls;
import io.obs.health.Health;
import io.obs.health.HealthCheck;
import io.obs.health.HealthResult;
import io.obs.pipeline.Failures;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * The embedded admin endpoint: a JDK HttpServer of its own on {@code obs.admin.host} and {@code obs.admin.port}, whose
 * limits come from {@link Workers} and not from system properties, which would change the service's own server.
 *
 * <p>Thread-safe. Only daemon threads. Where it can't listen the service goes on, and its health says DEGRADED.
 */
public final class AdminServer implements AutoCloseable {

    private final @Nullable HttpServer server;
    private final @Nullable Workers workers;
    private final String absence;

    private AdminServer(@Nullable HttpServer server, @Nullable Workers workers, String absence) {
        this.server = server;
        this.workers = workers;
        this.absence = absence;
    }

    /**
     * Starts it as the configuration says.
     *
     * @param pages those of the rooms
     * @param controls what operators may change, where the configuration lets them
     * @param facts what {@code /obs} shows: texts, numbers, lists and maps
     */
    public static AdminServer start(
            ObservabilityConfig config,
            Health health,
            Failures failures,
            List<AdminPage> pages,
            Controls controls,
            Supplier<Map<String, Object>> facts) {
        if (!config.get(CoreKeys.ADMIN_ENABLED)) {
            return new AdminServer(null, null, "off (" + CoreKeys.ADMIN_ENABLED + "=false)");
        }
        List<AdminPage> all = new ArrayList<>(HealthPages.of(health));
        all.add(ObsPage.of(facts, health));
        all.addAll(pages);
        InetSocketAddress address =
                new InetSocketAddress(config.get(CoreKeys.ADMIN_HOST), config.get(CoreKeys.ADMIN_PORT));
        try {
            Token token = Token.of(config.find(CoreKeys.ADMIN_TOKEN));
            ControlPages control = ControlPages.of(controls, Token.of(config.find(CoreKeys.CONTROL_TOKEN)), token);
            return listen(address, new AdminHandler(all, token, control, failures));
        } catch (IOException | RuntimeException e) { // the latter for a host that has no address
            return absent(address, e, health);
        }
    }

    private static AdminServer listen(InetSocketAddress address, AdminHandler handler) throws IOException {
        HttpServer server = HttpServer.create(address, 0);
        Workers workers = new Workers();
        server.setExecutor(workers);
        server.createContext("/", exchange -> handler.handle(exchange, workers));
        startAsDaemon(server);
        return new AdminServer(server, workers, "");
    }

    /** The server's own thread is a daemon only where the thread that starts it is one. */
    private static void startAsDaemon(HttpServer server) {
        Thread starter = new Thread(null, server::start, "obs-admin-start", 0, false);
        starter.setDaemon(true);
        starter.start();
        boolean interrupted = false;
        while (starter.isAlive()) {
            try {
                starter.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static AdminServer absent(InetSocketAddress address, Exception reason, Health health) {
        String where = address.getHostString() + ":" + address.getPort();
        String why = address.isUnresolved() ? "the host has no address" : String.valueOf(reason.getMessage());
        String detail = "admin endpoint can't listen on " + where + ": " + why;
        LoggerFactory.getLogger("obs")
                .error(
                        "obs: {}; the service goes on without it. See {} and {} (0 takes a free port)",
                        detail,
                        CoreKeys.ADMIN_HOST,
                        CoreKeys.ADMIN_PORT);
        health.register("admin", HealthCheck.Kind.READINESS, () -> HealthResult.degraded(detail));
        return new AdminServer(null, null, "none, can't listen on " + where);
    }

    /** Where it listens; empty where it is switched off or could not. */
    public Optional<InetSocketAddress> address() {
        return Optional.ofNullable(server).map(HttpServer::getAddress);
    }

    /** Why there is none, in a few words; empty where there is one. */
    public String absence() {
        return absence;
    }

    /** Answers nothing any more; what is being answered is broken off. */
    @Override
    public void close() {
        if (workers != null) {
            workers.close();
        }
        if (server != null) {
            server.stop(0);
        }
    }
}
