package io.obs.examples.captions.api;

import com.sun.net.httpserver.HttpServer;
import io.obs.Observability;
import io.obs.examples.captions.api.Routes.Route;
import io.obs.httpserver.HttpServerObservability;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The JDK's HTTP server with what it lacks: a bounded number of threads, and answers that aren't held back. */
public final class Server implements AutoCloseable {

    private static final int THREADS = 32;
    private static final int WAITING = 128;
    private static final int SECONDS_TO_FINISH = 1;

    static {
        // Without it a kept connection waits 40 ms for the other side's acknowledgement before each body.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService threads;

    private Server(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
    }

    /** A server that has no contexts yet and isn't started. */
    public static Server create(InetSocketAddress address) throws IOException {
        HttpServer server = HttpServer.create(address, 0);
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                THREADS,
                THREADS,
                1,
                TimeUnit.MINUTES,
                new ArrayBlockingQueue<>(WAITING),
                task -> new Thread(task, "http-" + number.incrementAndGet()),
                new ThreadPoolExecutor.CallerRunsPolicy()); // then nothing more is accepted until there is room
        threads.allowCoreThreadTimeOut(true);
        server.setExecutor(threads);
        return new Server(server, threads);
    }

    /** Serves routes, observed; started. */
    public static Server start(Observability obs, InetSocketAddress address, Routes routes) throws IOException {
        Server server = create(address);
        HttpServerObservability observability = HttpServerObservability.create(obs);
        for (Route route : routes.all()) {
            int[] statuses =
                    route.statuses().stream().mapToInt(status -> status).toArray();
            observability.route(route.method(), route.template(), statuses);
        }
        HttpServer observed = observability.wrap(server.http());
        observed.createContext("/", routes);
        observed.start();
        return server;
    }

    public HttpServer http() {
        return server;
    }

    /** How this machine reaches it. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Takes no more requests and lets those that are being handled end, for a second at most. */
    @Override
    public void close() {
        end(SECONDS_TO_FINISH);
    }

    /** Ends at once. */
    public void stop() {
        end(0);
    }

    private void end(int seconds) {
        server.stop(seconds);
        threads.shutdownNow();
    }
}
